import React from 'react';
import { Space, Tag, Typography } from 'antd';
import { useT } from '../locale';
import { CodeBlock } from './CodeBlock';
import { statusColor } from './deliveryState';
import { NameValueTable } from './NameValueTable';
import type { DeliveryDetail } from './types';

/** What the sender was told. */
export function AnswerView({ answer, status }: Pick<DeliveryDetail, 'answer' | 'status'>) {
  const t = useT();
  const told = answer?.status ?? status;
  if (told == null) return <Typography.Text type="secondary">{t('No answer is known.')}</Typography.Text>;
  return (
    <Space direction="vertical" style={{ width: '100%' }}>
      <Tag color={statusColor(told)}>{told}</Tag>
      {answer && <NameValueTable pairs={answer.headers.map(({ name, value }) => [name, value] as const)} />}
      {answer?.body && <CodeBlock text={answer.body} />}
    </Space>
  );
}
