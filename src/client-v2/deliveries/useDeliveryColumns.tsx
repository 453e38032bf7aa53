import React from 'react';
import { Button, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import type { Delivery } from '../../common/api/deliveries';
import { useLanguage, useT } from '../shared/locale';
import { statusColor } from './statusLook';
import { ExecutionLink } from './ExecutionLink';
import { formatSize, formatTime } from './formats';
import { StateTag } from './StateTag';

interface ColumnOptions {
  ofOneEndpoint: boolean;
  onOpen: (id: string) => void;
}

/** The columns of the delivery list. */
export function useDeliveryColumns({ ofOneEndpoint, onOpen }: ColumnOptions): TableColumnsType<Delivery> {
  const t = useT();
  const language = useLanguage();
  return [
    { title: t('State'), key: 'state', render: (_, row) => <StateTag {...row} /> },
    {
      title: t('Received at'),
      key: 'receivedAt',
      render: (_, { id, receivedAt }) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(id)} data-testid="delivery-open">
          {formatTime(receivedAt, language)}
        </Button>
      ),
    },
    {
      title: t('Endpoint'),
      key: 'endpoint',
      hidden: ofOneEndpoint,
      render: (_, { workflowTitle, workflowKey, method, path }) => (
        <Tooltip
          title={
            <>
              {workflowTitle ?? workflowKey}
              <br />
              {method} {path}
            </>
          }
        >
          <Typography.Text ellipsis style={{ maxWidth: 220 }}>
            {workflowTitle ?? workflowKey}
          </Typography.Text>
        </Tooltip>
      ),
    },
    { title: t('Source address'), dataIndex: 'address', render: orDash },
    { title: t('Event type'), dataIndex: 'eventType', render: orDash },
    {
      title: t('Size'),
      dataIndex: 'bodySize',
      align: 'right',
      render: (size: number | null) => (size == null ? '–' : formatSize(size)),
    },
    {
      title: t('Duration'),
      dataIndex: 'duration',
      align: 'right',
      render: (time) => (time == null ? '–' : `${time} ms`),
    },
    {
      title: t('Answer'),
      dataIndex: 'status',
      render: (status: number | null) => (status == null ? '–' : <Tag color={statusColor(status)}>{status}</Tag>),
    },
    { title: t('Execution'), key: 'execution', render: (_, row) => <ExecutionLink {...row} /> },
  ];
}

function orDash(text: string | null): React.ReactNode {
  if (!text) return '–';
  return (
    <Typography.Text ellipsis={{ tooltip: text }} style={{ maxWidth: 220 }}>
      {text}
    </Typography.Text>
  );
}
