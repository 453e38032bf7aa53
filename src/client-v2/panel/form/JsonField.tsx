import React, { useState } from 'react';
import { Input } from 'antd';
import { WorkflowVariableTextArea } from '@nocobase/plugin-workflow/client-v2';
import { parseJsonTemplate } from '../../../common/template';
import { hasContent } from '../response/bodyKind';
import { InvalidJson, jsonText, parseJsonText } from '../../shared/jsonText';
import type { Translate } from '@nocobase/flow-engine';

interface JsonFieldProps {
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  placeholder?: string;
  /** adds the picker of the workflow's variables */
  withVariables?: boolean;
}

const SIZE = { minRows: 3, maxRows: 16 };

/**
 * A text area whose value is JSON. Text that does not parse becomes an `InvalidJson`, which `jsonRule` rejects, so that no input is lost
 * silently.
 */
export function JsonField({ id, value, onChange, placeholder, withVariables }: JsonFieldProps) {
  const [typed, setTyped] = useState<{ text: string; value: unknown }>();
  const text = typed && typed.value === value ? typed.text : jsonText(value);
  const change = (next: string) => {
    const parsed = withVariables ? parseJsonText(next, parseJsonTemplate) : parseJsonText(next);
    setTyped({ text: next, value: parsed });
    onChange?.(parsed);
  };
  const common = { id, value: text, placeholder, autoSize: SIZE, spellCheck: false };
  return withVariables ? (
    <WorkflowVariableTextArea {...common} onChange={change} />
  ) : (
    <Input.TextArea {...common} style={{ fontFamily: 'monospace' }} onChange={(event) => change(event.target.value)} />
  );
}

/** Rejects invalid JSON, with `object` anything but a JSON object, and with `required` an empty field. */
export function jsonRule(t: Translate, { object = false, required = false } = {}) {
  return {
    validator: async (_rule: unknown, value: unknown) => {
      if (value instanceof InvalidJson) throw new Error(t('This is not JSON: {{message}}', { message: value.message }));
      if (required && !hasContent(value)) throw new Error(t('Enter JSON, or choose another type to send none.'));
      if (object && value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
        throw new Error(t('This must be a JSON object.'));
      }
    },
  };
}
