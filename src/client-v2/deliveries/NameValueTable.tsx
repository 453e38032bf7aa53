import React from 'react';
import { Table, Typography } from 'antd';
import { useT } from '../shared/locale';

interface Pair {
  key: string;
  name: string;
  value: string;
}

/** Names and values, such as headers. */
export function NameValueTable({ pairs }: { pairs: readonly (readonly [name: string, value: unknown])[] }) {
  const t = useT();
  if (!pairs.length) return <Typography.Text type="secondary">{t('None')}</Typography.Text>;
  const rows: Pair[] = pairs.map(([name, value], index) => ({
    key: `${index} ${name}`,
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  return (
    <Table<Pair>
      size="small"
      pagination={false}
      showHeader={false}
      dataSource={rows}
      columns={[
        { dataIndex: 'name', width: '32%', render: (text) => <Typography.Text code>{text}</Typography.Text> },
        { dataIndex: 'value', render: (text) => <span style={{ wordBreak: 'break-all' }}>{text}</span> },
      ]}
    />
  );
}
