import React, { useMemo, useState } from 'react';
import { Alert, Segmented, Space, Typography } from 'antd';
import type { DeliveryDetail } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { bodyForms } from './bodyForms';
import { BodyFormView } from './BodyFormView';
import { formatSize } from './formats';

/** A body as indented JSON, as the text that was sent, or as a hex dump; the user chooses among those that fit. */
export function BodyView({ body }: Pick<DeliveryDetail, 'body'>) {
  const t = useT();
  const [chosen, setChosen] = useState<string>();
  // This renders every few seconds, whenever the list is polled.
  const forms = useMemo(() => bodyForms(body.content), [body.content]);
  const texts = { json: 'JSON', text: t('Text'), hex: t('Bytes') };
  const summary = (
    <Typography.Text type="secondary" style={{ wordBreak: 'break-all' }}>
      {body.size != null && formatSize(body.size)}
      {body.digest && ` · SHA-256 ${body.digest}`}
    </Typography.Text>
  );
  if (!body.kept) {
    const why = body.size == null ? t('The body was not read.') : t('The body was too large to be kept.');
    return <Alert type="info" showIcon message={why} description={summary} />;
  }
  const form = forms.find(({ kind }) => kind === chosen) ?? forms.at(0);
  if (!form) return <Typography.Text type="secondary">{t('The body is empty.')}</Typography.Text>;
  return (
    <Space direction="vertical" style={{ width: '100%' }} data-testid="delivery-body">
      <Space wrap>
        <Segmented
          size="small"
          options={forms.map(({ kind }) => ({ value: kind, label: texts[kind] }))}
          value={form.kind}
          onChange={(value) => setChosen(String(value))}
        />
        {summary}
      </Space>
      <BodyFormView form={form} />
    </Space>
  );
}
