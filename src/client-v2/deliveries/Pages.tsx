import React from 'react';
import { Button, Space } from 'antd';
import { useT } from '../shared/locale';

interface PagesProps {
  /** of the page that is shown, from 1 */
  number: number;
  hasNext: boolean;
  onChange: (number: number) => void;
}

/** Leads to newer and older pages; nothing where there is but one. */
export function Pages({ number, hasNext, onChange }: PagesProps) {
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
