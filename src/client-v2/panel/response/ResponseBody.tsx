import React from 'react';
import { Input } from 'antd';
import { WorkflowVariableTextArea } from '@nocobase/plugin-workflow/client-v2';
import type { ResponseType } from '../../../common/WebhookConfig';
import { parseJsonTemplate } from '../../../common/template';
import { parseJsonText } from '../../shared/jsonText';
import { JsonField } from '../form/JsonField';

interface ResponseBodyProps {
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  type: ResponseType;
  /** whether the body may use variables of a synchronous run */
  withVariables: boolean;
  placeholder?: string;
}

const SIZE = { minRows: 3, maxRows: 16 };

/** The body of a response: JSON, or text of another type. */
export function ResponseBody({ id, value, onChange, type, withVariables, placeholder }: ResponseBodyProps) {
  if (type === 'json') {
    // A string value is JSON source text, which distinguishes it from a JSON string.
    return (
      <JsonField
        id={id}
        value={typeof value === 'string' ? parseJsonText(value, parseJsonTemplate) : value}
        onChange={(next) => onChange?.(typeof next === 'string' ? JSON.stringify(next) : next)}
        withVariables={withVariables}
      />
    );
  }
  const shown = { id, value: typeof value === 'string' ? value : '', autoSize: SIZE, placeholder };
  return withVariables ? (
    <WorkflowVariableTextArea {...shown} onChange={onChange} />
  ) : (
    <Input.TextArea {...shown} onChange={(event) => onChange?.(event.target.value)} />
  );
}
