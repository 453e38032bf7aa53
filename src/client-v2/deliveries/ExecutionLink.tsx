import React from 'react';
import { Space, Tag } from 'antd';
import type { Delivery } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { executionUrl } from './adminUrl';
import { executionLook } from './statusLook';

/** The execution that came of a delivery: its status, and the way to it. Opens beside the list, which stays as it is. */
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
