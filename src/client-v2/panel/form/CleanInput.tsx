import React from 'react';
import { Input, type InputProps } from 'antd';

interface CleanInputProps extends Omit<InputProps, 'value' | 'onChange'> {
  value?: string;
  onChange?: (value: string) => void;
  /** what is kept of the text that was typed; default: all but the blanks around it */
  clean?: (text: string) => string;
}

/** A field for one line of text, cleaned when the person leaves it, so that what is shown is what is saved. */
export function CleanInput({ value = '', onChange, clean = (text) => text.trim(), ...rest }: CleanInputProps) {
  const leave = () => {
    const cleaned = clean(value);
    if (cleaned !== value) onChange?.(cleaned);
  };
  return <Input {...rest} value={value} onChange={({ target }) => onChange?.(target.value)} onBlur={leave} />;
}
