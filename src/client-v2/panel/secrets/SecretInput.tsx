import React, { useEffect, useRef } from 'react';
import { Input, Space } from 'antd';
import { EnvVariableInput } from '@nocobase/client-v2';
import { isVariable } from '../../../common/storedSecret';
import { VariablePicker } from './VariablePicker';

interface SecretInputProps {
  id?: string;
  value?: string;
  onChange: (value: string) => void;
  /** accessible name */
  label?: string;
  disabled?: boolean;
  /** masks the input */
  masked: boolean;
  /** for keys and certificates */
  multiline?: boolean;
}

/**
 * A field for a literal, with a button to pick a variable instead. NocoBase's own field for both shows the first characters in clear text,
 * so it is used here only for variables and for settings that are not secret.
 */
export function SecretInput({ id, value, onChange, label, disabled, masked, multiline }: SecretInputProps) {
  const variable = isVariable(value);
  const wasVariable = useRef(false);
  useEffect(() => {
    wasVariable.current = variable;
  }, [variable]);
  if (variable || (!masked && !multiline)) {
    return (
      <div id={id} role="group" aria-label={label}>
        <EnvVariableInput value={value} onChange={onChange} disabled={disabled} />
      </div>
    );
  }
  const common = {
    id,
    value,
    disabled,
    spellCheck: false,
    'aria-label': label,
    // Text typed beside a variable's tag continues in this field.
    autoFocus: wasVariable.current,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
  };
  return (
    <Space.Compact block>
      {multiline ? (
        <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 8 }} />
      ) : (
        // Otherwise browsers offer to fill in the user's own password.
        <Input.Password {...common} autoComplete="new-password" />
      )}
      <VariablePicker onPick={onChange} disabled={disabled} />
    </Space.Compact>
  );
}
