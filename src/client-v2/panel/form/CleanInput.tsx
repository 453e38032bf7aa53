import React from 'react';
import { Input, type InputProps } from 'antd';

interface CleanInputProps extends Omit<InputProps, 'value' | 'onChange'> {
  value?: string;
  onChange?: (value: string) => void;
  /** normalizes the text; default: trims it */
  clean?: (text: string) => string;
}

/** A single-line text field that normalizes its value on blur, so that it shows what is saved. */
export function CleanInput({ value = '', onChange, clean = (text) => text.trim(), ...rest }: CleanInputProps) {
  const leave = () => {
    const cleaned = clean(value);
    if (cleaned !== value) onChange?.(cleaned);
  };
  return <Input {...rest} value={value} onChange={({ target }) => onChange?.(target.value)} onBlur={leave} />;
}
