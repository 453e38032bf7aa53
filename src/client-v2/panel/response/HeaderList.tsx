import React from 'react';
import { Button, Flex, Form, Input } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { WorkflowVariableInput } from '@nocobase/plugin-workflow/client-v2';
import { useT } from '../../shared/locale';
import { templateRule } from './templateRule';

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const HEADER_VALUE = /^[^\u0000-\u0008\u000A-\u001F\u007F]*$/;

/** An editable list of header names and values in `config`. */
export function HeaderList({ name, withVariables = false }: { name: string[]; withVariables?: boolean }) {
  const t = useT();
  return (
    <Form.Item label={t('Response headers')}>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <Flex vertical gap="small">
            {fields.map((field) => (
              <Flex key={field.key} gap="small" align="flex-start">
                <Form.Item
                  name={[field.name, 'name']}
                  style={{ flex: 1, marginBottom: 0 }}
                  normalize={(value?: string) => value?.trim()}
                  rules={[
                    { required: true, message: t('A header needs a name.') },
                    { pattern: HEADER_NAME, message: t('This is not a header name.') },
                  ]}
                >
                  <Input placeholder={t('Name')} spellCheck={false} />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'value']}
                  style={{ flex: 1, marginBottom: 0 }}
                  initialValue=""
                  rules={[{ pattern: HEADER_VALUE, message: t('A header value is one line.') }, templateRule(t)]}
                >
                  {withVariables ? (
                    <WorkflowVariableInput placeholder={t('Value')} />
                  ) : (
                    <Input placeholder={t('Value')} spellCheck={false} />
                  )}
                </Form.Item>
                <Button aria-label={t('Remove')} icon={<DeleteOutlined />} onClick={() => remove(field.name)} />
              </Flex>
            ))}
            <Button
              icon={<PlusOutlined />}
              onClick={() => add({ name: '', value: '' })}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('Add header')}
            </Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}
