import React from 'react';
import { Flex, Form, Select } from 'antd';
import { useT } from '../../shared/locale';
import { CleanInput } from '../form/CleanInput';

interface ValueSourceFieldsProps {
  name: string[];
  label: string;
  example: string;
  /** the value may also be one of the `name=value` pairs of the signature */
  inPairs?: boolean;
}

/** The location of a value in the request, and its name. */
export function ValueSourceFields({ name, label, example, inPairs }: ValueSourceFieldsProps) {
  const t = useT();
  const options = [
    { value: 'header', label: t('Header') },
    { value: 'query', label: t('Query parameter') },
    { value: 'body', label: t('Path in a JSON body') },
    ...(inPairs ? [{ value: 'field', label: t('Pair beside the signature') }] : []),
  ];
  return (
    <Form.Item label={label} required>
      <Flex gap="small">
        <Form.Item name={[...name, 'from']} noStyle>
          <Select options={options} style={{ width: 220 }} aria-label={t('{{field}}: where it is', { field: label })} />
        </Form.Item>
        <Form.Item
          name={[...name, 'name']}
          style={{ flex: 1, marginBottom: 0 }}
          rules={[{ required: true, whitespace: true, message: t('Enter a name.') }]}
        >
          <CleanInput placeholder={example} spellCheck={false} aria-label={t('{{field}}: name', { field: label })} />
        </Form.Item>
      </Flex>
    </Form.Item>
  );
}
