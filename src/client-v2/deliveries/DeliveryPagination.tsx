import React from 'react';
import { Button, Space } from 'antd';
import { useT } from '../shared/locale';

interface DeliveryPaginationProps {
  /** the current page, from 1 */
  number: number;
  hasNext: boolean;
  onChange: (number: number) => void;
}

/** Buttons for newer and older pages. Renders nothing when there is only one page. */
export function DeliveryPagination({ number, hasNext, onChange }: DeliveryPaginationProps) {
  const t = useT();
  if (number === 1 && !hasNext) return null;
  return (
    <Space style={{ marginTop: 12 }}>
      <Button disabled={number === 1} onClick={() => onChange(number - 1)}>
        {t('Newer')}
      </Button>
      {t('Page {{number}}', { number })}
      <Button disabled={!hasNext} onClick={() => onChange(number + 1)}>
        {t('Older')}
      </Button>
    </Space>
  );
}
