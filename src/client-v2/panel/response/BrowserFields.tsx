import React from 'react';
import { Form, Input, Radio, Select } from 'antd';
import { DEFAULTS } from '../../../common/constants';
import type { FormResponse } from '../../../common/WebhookConfig';
import { useT } from '../../shared/locale';

const FORM_RESPONSE = ['config', 'formResponse'];

/** Settings for browsers: CORS, and what follows after an HTML form was submitted. */
export function BrowserFields() {
  const t = useT();
  const form = Form.useFormInstance();
  const kind = (Form.useWatch(FORM_RESPONSE, form) as FormResponse | undefined)?.type ?? 'none';
  return (
    <>
      <Form.Item
        name={['config', 'cors']}
        label={t('Origins that may read the answer (CORS)')}
        extra={t('Such as https://example.com, or * alone for any. Empty: scripts of other sites get no answer.')}
        getValueProps={(cors?: { origins: string[] }) => ({ value: cors?.origins ?? [] })}
        normalize={(origins: string[]) =>
          origins.length ? { origins: origins.map((text) => text.trim()) } : undefined
        }
      >
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[' ', ',', '\n']}
          placeholder="https://example.com"
        />
      </Form.Item>
      <Form.Item
        label={t('After an HTML form')}
        extra={t('For forms that a browser posts here. Other calls get the response above.')}
      >
        <Radio.Group
          value={kind}
          onChange={({ target }) => {
            const type = target.value as string;
            form.setFieldValue(FORM_RESPONSE, type === 'none' ? undefined : { type });
          }}
          options={[
            { value: 'none', label: t('The response') },
            { value: 'page', label: t('A thank-you page') },
            { value: 'redirect', label: t('Another page') },
          ]}
          data-testid="webhook-form-response"
        />
      </Form.Item>
      {kind !== 'none' && (
        <Form.Item hidden name={[...FORM_RESPONSE, 'type']}>
          <Input />
        </Form.Item>
      )}
      {kind === 'page' && (
        <>
          <Form.Item name={[...FORM_RESPONSE, 'title']} label={t('Title')}>
            <Input placeholder={DEFAULTS.formTitle} maxLength={200} />
          </Form.Item>
          <Form.Item name={[...FORM_RESPONSE, 'text']} label={t('Text')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5_000} />
          </Form.Item>
        </>
      )}
      {kind === 'redirect' && (
        <Form.Item
          name={[...FORM_RESPONSE, 'location']}
          label={t('Redirect to')}
          rules={[{ required: true, message: t('A redirect needs a place to lead to.') }]}
        >
          <Input placeholder="https://example.com/thanks" spellCheck={false} />
        </Form.Item>
      )}
    </>
  );
}
