import React, { useMemo } from 'react';
import { Space, Tag, Typography } from 'antd';
import type { DeliveryDetail, StoredResponse } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { bodyForms, textForms, type BodyForm } from './bodyForms';
import { BodyFormView } from './BodyFormView';
import { statusColor } from './statusLook';
import { NameValueTable } from './NameValueTable';

/** The stored response. Of some deliveries only the status is known. */
export function ResponseView({ answer, status }: Pick<DeliveryDetail, 'answer' | 'status'>) {
  const t = useT();
  const form = useMemo(() => responseForm(answer?.body, answer?.encoding), [answer?.body, answer?.encoding]);
  const shown = answer?.status ?? status;
  if (shown == null) return <Typography.Text type="secondary">{t('No answer is known.')}</Typography.Text>;
  return (
    <Space direction="vertical" style={{ width: '100%' }}>
      <Space>
        <Tag color={statusColor(shown)}>{shown}</Tag>
        {!answer && <Typography.Text type="secondary">{t('Only the status is kept.')}</Typography.Text>}
      </Space>
      {answer && <NameValueTable pairs={answer.headers.map(({ name, value }) => [name, value] as const)} />}
      {form && <BodyFormView form={form} />}
    </Space>
  );
}

function responseForm(body: string | null | undefined, encoding: StoredResponse['encoding']): BodyForm | undefined {
  if (!body) return undefined;
  // Base64 marks a binary body, even where it decodes to text.
  return encoding === 'base64' ? bodyForms(body).at(-1) : textForms(body)[0];
}
