import React, { type ReactNode } from 'react';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { WorkflowVariableInput } from '@nocobase/plugin-workflow/client-v2';
import { DEFAULTS, REDIRECT_STATUSES } from '../../../common/constants';
import type { ResponseType } from '../../../common/WebhookConfig';
import { useT } from '../../shared/locale';
import { HeaderList } from './HeaderList';
import { jsonRule } from '../form/JsonField';
import { ResponseBody } from './ResponseBody';
import { templateRule } from './templateRule';
import { useResponseType } from './useResponseType';

interface ResponseEditorProps {
  /** path of the response in the form */
  name: string[];
  withVariables: boolean;
  /** the default status */
  status?: number;
  /** text that is sent while none is entered */
  body?: string;
  extra?: ReactNode;
  /** appended to `extra` where a text may be left empty */
  leftEmpty?: string;
}

/** Editor of a response: status, headers, and a body of one of several types. Used by the trigger and the Response node. */
export function ResponseEditor({
  name,
  withVariables,
  status = DEFAULTS.responseStatus,
  body,
  extra,
  leftEmpty,
}: ResponseEditorProps) {
  const t = useT();
  const form = Form.useFormInstance();
  const { type, choose, follow } = useResponseType(name, body !== undefined);
  const headers = Form.useWatch([...name, 'headers'], form) as ({ name?: string } | undefined)[] | undefined;
  const allowed = Form.useWatch([...name, 'allowCookies'], form) as boolean | undefined;
  const setsCookie = Array.isArray(headers) && headers.some((header) => header?.name?.toLowerCase() === 'set-cookie');
  const labels: Record<ResponseType, string> = {
    text: t('Text'),
    json: 'JSON',
    html: 'HTML',
    xml: 'XML',
    binary: t('File (base64)'),
    redirect: t('Redirect'),
    empty: t('Empty'),
  };
  const usual = type === 'redirect' ? DEFAULTS.redirectStatus : status;
  return (
    <>
      <Form.Item
        name={[...name, 'type']}
        label={t('Response type')}
        getValueProps={(value?: ResponseType) => ({ value: value ?? type })}
      >
        <Select
          options={Object.entries(labels).map(([value, label]) => ({ value, label }))}
          onChange={choose}
          style={{ maxWidth: 240 }}
          data-testid="webhook-response-type"
        />
      </Form.Item>
      <Form.Item
        name={[...name, 'status']}
        label={t('Status')}
        getValueProps={(value?: number | string) => ({ value: withVariables && value != null ? String(value) : value })}
        normalize={(value: number | string | null) =>
          typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value || undefined
        }
      >
        {withVariables ? (
          <WorkflowVariableInput placeholder={String(usual)} style={{ maxWidth: 480 }} />
        ) : (
          <InputNumber min={200} max={599} precision={0} placeholder={String(usual)} />
        )}
      </Form.Item>
      {type === 'redirect' ? (
        <Form.Item
          name={[...name, 'location']}
          label={t('Redirect to')}
          extra={t('An http or https URL, or a relative one. Statuses: {{statuses}}.', {
            statuses: REDIRECT_STATUSES.join(', '),
          })}
          rules={[{ required: true, message: t('A redirect needs a place to lead to.') }, templateRule(t)]}
        >
          {withVariables ? <WorkflowVariableInput /> : <Input spellCheck={false} />}
        </Form.Item>
      ) : (
        <Form.Item
          name={[...name, 'body']}
          hidden={type === 'empty'}
          label={t('Response body')}
          required={type === 'json'}
          // The type "Empty" sends no body.
          normalize={(value: unknown) => (value === '' ? undefined : value)}
          rules={type === 'json' ? [jsonRule(t, { required: true }), templateRule(t)] : [templateRule(t)]}
          extra={
            type === 'text' && leftEmpty ? (
              <>
                {extra} {leftEmpty}
              </>
            ) : (
              extra
            )
          }
        >
          <ResponseBody
            type={type}
            withVariables={withVariables}
            placeholder={type === 'text' ? body : undefined}
            onChange={follow}
          />
        </Form.Item>
      )}
      {type !== 'redirect' && type !== 'empty' && (
        <Form.Item
          name={[...name, 'contentType']}
          label="Content-Type"
          extra={
            type === 'html' || type === 'xml' ? t('Browsers show it in a sandbox, where no script runs.') : undefined
          }
          normalize={(value: string) => value || undefined}
          rules={[templateRule(t)]}
        >
          <Input placeholder={CONTENT_TYPES[type]} spellCheck={false} allowClear />
        </Form.Item>
      )}
      <HeaderList name={[...name, 'headers']} withVariables={withVariables} />
      <Form.Item
        hidden={!setsCookie && !allowed}
        name={[...name, 'allowCookies']}
        valuePropName="checked"
        normalize={(value: boolean) => value || undefined}
        extra={t('Such a cookie belongs to the site of this NocoBase.')}
      >
        <Checkbox>{t('Allow cookies')}</Checkbox>
      </Form.Item>
    </>
  );
}

const CONTENT_TYPES: Record<ResponseType, string> = {
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  binary: 'application/octet-stream',
  redirect: '',
  empty: '',
};
