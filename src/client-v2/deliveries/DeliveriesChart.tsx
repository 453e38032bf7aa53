import React, { useEffect, useRef, useState } from 'react';
import { Segmented, Space, Typography, theme } from 'antd';
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import type { HourlyCounts } from '../../common/api/deliveries';
import { useLanguage, useT } from '../shared/locale';
import type { DeliveriesApi } from './deliveriesApi';
import { usePolledRequest } from './usePolledRequest';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip, Legend);

const HOUR = 3_600_000;
const INTERVAL = 60_000;
const SPANS = { day: 24, week: 168 };
const NONE: HourlyCounts[] = [];

interface DeliveriesChartProps {
  api: DeliveriesApi;
  workflowKey?: string;
  live: boolean;
}

/** Requests per hour by outcome, and how many deliveries wait to be dispatched. Drawn by Chart.js, see ADR 7. */
export function DeliveriesChart({ api, workflowKey, live }: DeliveriesChartProps) {
  const t = useT();
  const [span, setSpan] = useState<keyof typeof SPANS>('day');
  const { data: stats } = usePolledRequest(
    () => {
      const to = Math.floor(Date.now() / HOUR) * HOUR + HOUR;
      const from = new Date(to - SPANS[span] * HOUR).toISOString();
      // The list shows the error when the server cannot be reached.
      return api.stats(from, new Date(to).toISOString(), workflowKey).catch(() => undefined);
    },
    { refreshDeps: [api, span, workflowKey], live, pollingInterval: INTERVAL },
  );

  const options = [
    { value: 'day', label: t('Last 24 hours') },
    { value: 'week', label: t('Last 7 days') },
  ];
  return (
    <div data-testid="deliveries-chart" style={{ marginBottom: 12 }}>
      <Space size="middle" style={{ marginBottom: 4 }}>
        <Typography.Text strong>{t('Calls per hour')}</Typography.Text>
        <Segmented size="small" options={options} value={span} onChange={(value) => setSpan(value as typeof span)} />
        {!!stats?.backlog && (
          <Typography.Text type="warning">
            {t('{{count}} deliveries wait to be dispatched', { count: stats.backlog })}
          </Typography.Text>
        )}
      </Space>
      <Bars hours={stats?.hours ?? NONE} />
    </div>
  );
}

function Bars({ hours }: { hours: HourlyCounts[] }) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<'bar'>>();

  useEffect(() => {
    if (!canvas.current) return;
    const long = hours.length > 24;
    const series = [
      ['accepted', t('Accepted'), token.colorSuccess],
      ['refused', t('Refused'), token.colorError],
      ['duplicate', t('Duplicate'), token.colorTextQuaternary],
      ['handshake', t('Handshake'), token.colorInfo],
    ] as const;
    const labels = hours.map(({ hour }) =>
      new Date(hour).toLocaleString(language, {
        ...(long && { month: 'numeric', day: 'numeric' }),
        hour: '2-digit',
        minute: '2-digit',
      }),
    );
    const datasets = series.map(([kind, label, color]) => ({
      label,
      data: hours.map((hour) => hour[kind]),
      backgroundColor: color,
    }));
    const scale = { stacked: true, grid: { color: token.colorSplit }, ticks: { color: token.colorTextSecondary } };
    const options = {
      animation: false as const,
      maintainAspectRatio: false,
      interaction: { mode: 'index' as const, intersect: false },
      plugins: { legend: { labels: { color: token.colorText, boxWidth: 12 } } },
      scales: {
        x: { ...scale, ticks: { ...scale.ticks, maxRotation: 0 } },
        y: { ...scale, beginAtZero: true, ticks: { ...scale.ticks, precision: 0 } },
      },
    };
    if (chart.current) {
      chart.current.data = { labels, datasets };
      chart.current.options = options;
      chart.current.update();
    } else {
      chart.current = new Chart(canvas.current, { type: 'bar', data: { labels, datasets }, options });
    }
    // The translator is a new function on every render; the language tells when its texts change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [hours, language, token]);
  useEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = undefined;
    },
    [],
  );
  return (
    <div style={{ height: 160, position: 'relative' }}>
      <canvas ref={canvas} role="img" aria-label={t('Calls per hour')} />
    </div>
  );
}
