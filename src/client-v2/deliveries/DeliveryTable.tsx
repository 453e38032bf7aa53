import React from 'react';
import { Empty, Table } from 'antd';
import type { Delivery } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { useDeliveryColumns } from './useDeliveryColumns';

interface DeliveryTableProps {
  rows: Delivery[];
  loading: boolean;
  /** whether a page has been loaded; until then an empty list means nothing */
  known: boolean;
  /** whether a filter is set, which changes the text of an empty list */
  filtered: boolean;
  /** hides the endpoint column */
  ofOneEndpoint: boolean;
  selected: string[];
  onSelect: (ids: string[]) => void;
  onOpen: (id: string) => void;
}

/** The list of deliveries. */
export function DeliveryTable(props: DeliveryTableProps) {
  const { rows, loading, known, filtered, ofOneEndpoint, selected, onSelect, onOpen } = props;
  const t = useT();
  const columns = useDeliveryColumns({ ofOneEndpoint, onOpen });
  return (
    <Table<Delivery>
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={rows}
      loading={loading && { delay: 300 }}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowSelection={{
        selectedRowKeys: selected,
        // Keeps rows selected on other pages, and when new deliveries push them off this one.
        preserveSelectedRowKeys: true,
        onChange: (keys) => onSelect(keys.map(String)),
      }}
      locale={{
        emptyText: known ? (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              filtered
                ? t('No delivery matches the filter')
                : t('Nothing has arrived yet. Each call to an endpoint appears here.')
            }
          />
        ) : (
          <div style={{ height: 120 }} />
        ),
      }}
      data-testid="deliveries-table"
    />
  );
}
