import React from 'react';
import { Button, Empty, Table, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import { useT } from '../locale';
import { statusColor } from './deliveryState';
import { ExecutionLink } from './ExecutionLink';
import { formatSize } from './formatSize';
import { StateTag } from './StateTag';
import type { Delivery } from './types';

interface DeliveryTableProps {
  rows: Delivery[];
  loading: boolean;
  /** whether a filter is set: an empty list then means something else */
  filtered: boolean;
  /** leaves the endpoint out, where all are of one */
  ofOneEndpoint: boolean;
  selected: string[];
  onSelect: (ids: string[]) => void;
  onOpen: (id: string) => void;
}

/** The list of deliveries. */
export function DeliveryTable(props: DeliveryTableProps) {
  const { rows, loading, filtered, ofOneEndpoint, selected, onSelect, onOpen } = props;
  const t = useT();
  const columns: TableColumnsType<Delivery> = [
    { title: t('State'), key: 'state', render: (_, row) => <StateTag {...row} /> },
    {
      title: t('Received at'),
      key: 'receivedAt',
      render: (_, { id, receivedAt }) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(id)} data-testid="delivery-open">
          {new Date(receivedAt).toLocaleString()}
        </Button>
      ),
    },
    {
      title: t('Endpoint'),
      key: 'endpoint',
      hidden: ofOneEndpoint,
      render: (_, { workflowTitle, workflowKey, method, path }) => (
        <Tooltip title={`${method ?? ''} ${path ?? ''}`}>{workflowTitle ?? workflowKey}</Tooltip>
      ),
    },
    { title: t('Source address'), dataIndex: 'address', render: orDash },
    { title: t('Event type'), dataIndex: 'eventType', render: orDash },
    {
      title: t('Size'),
      dataIndex: 'bodySize',
      align: 'right',
      render: (size) => (size == null ? '–' : formatSize(size)),
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
      render: (status) => (status == null ? '–' : <Tag color={statusColor(status)}>{status}</Tag>),
    },
    { title: t('Execution'), key: 'execution', render: (_, row) => <ExecutionLink {...row} /> },
  ];
  return (
    <Table<Delivery>
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={rows}
      loading={loading && { delay: 300 }}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowSelection={{ selectedRowKeys: selected, onChange: (keys) => onSelect(keys.map(String)) }}
      locale={{
        emptyText: (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              filtered
                ? t('No delivery matches the filter')
                : t('Nothing has arrived yet. Each call to an endpoint appears here.')
            }
          />
        ),
      }}
      data-testid="deliveries-table"
    />
  );
}

function orDash(text: string | null): React.ReactNode {
  if (!text) return '–';
  return (
    <Typography.Text ellipsis={{ tooltip: text }} style={{ maxWidth: 220 }}>
      {text}
    </Typography.Text>
  );
}
