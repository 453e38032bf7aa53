import React from 'react';
import { Space, Tag } from 'antd';
import type { Delivery } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { executionUrl } from './adminUrl';
import { executionLook } from './statusLook';

/** Status of a delivery's execution, and a link that opens it in a new tab. */
export function ExecutionLink({ executionId, executionStatus }: Pick<Delivery, 'executionId' | 'executionStatus'>) {
  const t = useT();
  if (!executionId) return <>–</>;
  const { color, label } = executionLook(executionStatus);
  return (
    <Space size={4}>
      <a href={executionUrl(window.location.pathname, executionId)} target="_blank" rel="noreferrer">
        {t('View')}
      </a>
      <Tag color={color}>{t(label)}</Tag>
    </Space>
  );
}
