import React, { useState } from 'react';
import { Alert, Segmented, Space, Typography } from 'antd';
import { useT } from '../locale';
import { bytesOf, prettyJson, textOf } from './bodyText';
import { CodeBlock } from './CodeBlock';
import { formatSize } from './formatSize';
import { hexView } from './hexView';
import type { DeliveryDetail } from './types';

const MOST = 16 * 1024;

/** A body as JSON with line breaks, as the text that was sent, or as bytes: what it can be shown as. */
export function BodyView({ body }: Pick<DeliveryDetail, 'body'>) {
  const t = useT();
  const [chosen, setChosen] = useState<string>();
  const bytes = body.content ? bytesOf(body.content) : new Uint8Array();
  const text = textOf(bytes);
  const json = text === undefined ? undefined : prettyJson(text);
  const kinds = [
    ...(json === undefined ? [] : [{ value: 'json', label: 'JSON' }]),
    ...(text === undefined ? [] : [{ value: 'text', label: t('Text') }]),
    { value: 'hex', label: t('Bytes') },
  ];
  const kind = kinds.some(({ value }) => value === chosen) ? chosen : kinds[0].value;
  const about = (
    <Typography.Text type="secondary" style={{ wordBreak: 'break-all' }}>
      {body.size != null && formatSize(body.size)}
      {body.digest && ` · SHA-256 ${body.digest}`}
    </Typography.Text>
  );
  if (!body.kept) {
    const why = body.size == null ? t('The body was not read.') : t('The body was too large to be kept.');
    return <Alert type="info" showIcon message={why} description={about} />;
  }
  if (!bytes.length) return <Typography.Text type="secondary">{t('The body is empty.')}</Typography.Text>;
  return (
    <Space direction="vertical" style={{ width: '100%' }} data-testid="delivery-body">
      <Space wrap>
        <Segmented size="small" options={kinds} value={kind} onChange={(value) => setChosen(String(value))} />
        {about}
      </Space>
      <CodeBlock text={kind === 'hex' ? hexView(bytes, MOST) : ((kind === 'json' ? json : text) ?? '')} />
      {kind === 'hex' && bytes.length > MOST && (
        <Typography.Text type="secondary">
          {t('Only the first {{size}} are shown.', { size: formatSize(MOST) })}
        </Typography.Text>
      )}
    </Space>
  );
}
