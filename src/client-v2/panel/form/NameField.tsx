import React from 'react';
import { AutoComplete, Form } from 'antd';

interface NameFieldProps {
  label: string;
  /** of what is taken when it is empty */
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** what is there; another name can be typed, as not everybody may see what is there */
  offered: readonly { name: string; title?: string }[];
}

/** The name of something of NocoBase's, chosen or typed. */
export function NameField({ label, placeholder, value, onChange, offered }: NameFieldProps) {
  return (
    <Form.Item label={label} style={{ marginBottom: 8 }}>
      <AutoComplete
        value={value}
        onChange={onChange}
        allowClear
        placeholder={placeholder}
        aria-label={label}
        options={offered.map(({ name, title }) => ({
          value: name,
          label: title && title !== name ? `${title} (${name})` : name,
        }))}
        filterOption={(text, option) => String(option?.label).toLowerCase().includes(text.toLowerCase())}
        style={{ maxWidth: 480 }}
      />
    </Form.Item>
  );
}
