import React from 'react';
import { AutoComplete, Form } from 'antd';

interface NameFieldProps {
  label: string;
  /** the default, used if the field is empty */
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** suggestions; other names can be typed, because not every user may see all of them */
  offered: readonly { name: string; title?: string }[];
}

/** The name of a NocoBase object such as a collection, selected or typed. */
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
