import React from 'react';
import { Form, Switch } from 'antd';
import { ResponseEditor } from './ResponseEditor';

interface OptionalResponseProps {
  name: string[];
  label: string;
  extra: string;
  /** the default status */
  status: number;
}

/** A custom response with a switch. While it is off, the server's default response is sent. */
export function OptionalResponse({ name, label, extra, status }: OptionalResponseProps) {
  const form = Form.useFormInstance();
  const on = Form.useWatch(name, form) != null;
  return (
    <>
      <Form.Item label={label} extra={extra}>
        <Switch
          checked={on}
          onChange={(next) => form.setFieldValue(name, next ? { status, type: 'json', body: {} } : undefined)}
          aria-label={label}
          data-testid={`webhook-${name[name.length - 1]}`}
        />
      </Form.Item>
      {on && (
        <div style={{ borderInlineStart: '2px solid #8884', paddingInlineStart: 16, marginBottom: 24 }}>
          <ResponseEditor name={name} withVariables status={status} />
        </div>
      )}
    </>
  );
}
