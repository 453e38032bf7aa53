import React, { useRef, useState } from 'react';
import { Form, Input, Select } from 'antd';
import { findProvider } from '../../../common/providers';
import type { Verification } from '../../../common/WebhookConfig';
import { useT } from '../../shared/locale';
import { PAYLOAD_CHOICES, payloadChoice, payloadValue, type PayloadChoice } from './payloadChoice';

const PAYLOAD_FIELD = ['config', 'payloadField'];

/** Which field of a form holds JSON: the provider's default, a custom field, or no field. */
export function PayloadField() {
  const t = useT();
  const form = Form.useFormInstance();
  const stored = Form.useWatch(PAYLOAD_FIELD, form) as string | null | undefined;
  const verification = Form.useWatch(['config', 'verification'], form) as Verification | undefined;
  const [naming, setNaming] = useState(false);
  const entered = useRef<string>();
  const choice = payloadChoice(stored, naming);
  const choose = (next: PayloadChoice) => {
    if (stored) entered.current = stored;
    setNaming(next === 'field');
    form.setFieldValue(PAYLOAD_FIELD, payloadValue(next, entered.current));
  };
  const own = verification?.type === 'signature' ? findProvider(verification.scheme)?.payloadField : undefined;
  const labels: Record<PayloadChoice, string> = {
    provider: own ? t('As the provider sends it: {{name}}', { name: own }) : t('As the provider sends it'),
    field: t('A field with a name'),
    none: t('None'),
  };
  return (
    <>
      <Form.Item
        label={t('Form field with JSON')}
        extra={t('Its JSON becomes the body. GitHub and Slack may send it in "payload", other providers in none.')}
      >
        <Select
          value={choice}
          onChange={choose}
          options={PAYLOAD_CHOICES.map((value) => ({ value, label: labels[value] }))}
          aria-label={t('Form field with JSON')}
          data-testid="webhook-payload-field"
        />
      </Form.Item>
      {choice === 'field' && (
        <Form.Item
          name={PAYLOAD_FIELD}
          label={t('Name of the field')}
          rules={[{ required: true, whitespace: true, message: t('Enter a name.') }]}
        >
          <Input maxLength={128} spellCheck={false} onChange={() => setNaming(true)} />
        </Form.Item>
      )}
    </>
  );
}
