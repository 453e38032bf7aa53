import React from 'react';
import { Form, Input, InputNumber, Select } from 'antd';
import { providers } from '../../../common/providers';
import type { Verification, WebhookConfig } from '../../../common/WebhookConfig';
import { useT } from '../../shared/locale';
import { CleanInput } from '../form/CleanInput';

const DEDUPLICATION = ['config', 'deduplication'];

/** The source of the idempotency key: the provider's delivery id, or a custom one. */
export function DeduplicationFields() {
  const t = useT();
  const form = Form.useFormInstance();
  const chosen = (Form.useWatch(DEDUPLICATION, form) as WebhookConfig['deduplication'])?.source;
  const verification = Form.useWatch(['config', 'verification'], form) as Verification | undefined;
  const scheme = verification?.type === 'signature' ? verification.scheme : undefined;
  const own = providers.find(({ id }) => id === scheme)?.deliveryId;
  const places = { header: t('Header'), query: t('Query parameter'), body: t('Field of the body') };
  return (
    <>
      <Form.Item
        label={t('Recognise a delivery that was sent twice by')}
        extra={t('It runs once; a copy gets the first answer. A call without the key is never a copy.')}
      >
        <Select
          value={chosen ?? 'default'}
          onChange={(source) =>
            form.setFieldValue(DEDUPLICATION, source === 'default' ? undefined : { source, key: '' })
          }
          options={[
            {
              value: 'default',
              label: own
                ? t('The provider’s delivery id: {{place}} {{name}}', { place: places[own.from], name: own.name })
                : t('Nothing: each call runs'),
            },
            ...Object.entries(places).map(([value, label]) => ({ value, label })),
          ]}
          aria-label={t('Recognise a delivery that was sent twice by')}
          data-testid="webhook-deduplication"
        />
      </Form.Item>
      {chosen && (
        <>
          <Form.Item hidden name={[...DEDUPLICATION, 'source']}>
            <Input />
          </Form.Item>
          <Form.Item
            name={[...DEDUPLICATION, 'key']}
            label={chosen === 'body' ? t('Field, such as event.id') : t('Name')}
            rules={[{ required: true, whitespace: true, message: t('Enter a name.') }]}
          >
            <CleanInput spellCheck={false} maxLength={256} />
          </Form.Item>
          <Form.Item
            name={[...DEDUPLICATION, 'seconds']}
            label={t('Remembered for')}
            normalize={(value: number | null) => value ?? undefined}
          >
            <InputNumber min={1} max={2_592_000} precision={0} addonAfter="s" placeholder="86400" />
          </Form.Item>
        </>
      )}
    </>
  );
}
