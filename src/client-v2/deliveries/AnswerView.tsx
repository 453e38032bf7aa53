import React from 'react';
import { Space, Tag, Typography } from 'antd';
import { useT } from '../locale';
import { bytesOf, prettyJson } from './bodyText';
import { CodeBlock } from './CodeBlock';
import { statusColor } from './statusLook';
import { hexView } from './hexView';
import { NameValueTable } from './NameValueTable';
import type { DeliveryDetail, StoredAnswer } from './types';

/** What the sender was told. */
export function AnswerView({ answer, status }: Pick<DeliveryDetail, 'answer' | 'status'>) {
  const t = useT();
  const told = answer?.status ?? status;
  if (told == null) return <Typography.Text type="secondary">{t('No answer is known.')}</Typography.Text>;
  return (
    <Space direction="vertical" style={{ width: '100%' }}>
      <Space>
        <Tag color={statusColor(told)}>{told}</Tag>
        {!answer && <Typography.Text type="secondary">{t('Only the status is kept.')}</Typography.Text>}
      </Space>
      {answer && <NameValueTable pairs={answer.headers.map(({ name, value }) => [name, value] as const)} />}
      {answer?.body && <CodeBlock text={answerText(answer.body, answer.encoding)} />}
    </Space>
  );
}

function answerText(body: string, encoding: StoredAnswer['encoding']): string {
  return encoding === 'base64' ? hexView(bytesOf(body)) : (prettyJson(body) ?? body);
}
