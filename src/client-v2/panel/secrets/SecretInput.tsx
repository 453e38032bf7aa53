import React, { useEffect, useRef } from 'react';
import { Input, Space } from 'antd';
import { EnvVariableInput } from '@nocobase/client-v2';
import { isVariable } from '../../../common/storedSecret';
import { VariablePicker } from './VariablePicker';

interface SecretInputProps {
  id?: string;
  value?: string;
  onChange: (value: string) => void;
  /** what it is, for those who do not see where it stands */
  label?: string;
  disabled?: boolean;
  /** hides what is typed */
  masked: boolean;
  /** keys and certificates have several lines */
  multiline?: boolean;
}

/**
 * A literal, with a button to take a variable in its place. NocoBase's own field for both lets a person read along what is typed into it
 * while it is empty, so it only shows variables here, and settings that are no secrets.
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
    // What is typed beside a variable's tag goes on here.
    autoFocus: wasVariable.current,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
  };
  return (
    <Space.Compact block>
      {multiline ? (
        <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 8 }} />
      ) : (
        // Else a browser offers to fill in the person's own password.
        <Input.Password {...common} autoComplete="new-password" />
      )}
      <VariablePicker onPick={onChange} disabled={disabled} />
    </Space.Compact>
  );
}
