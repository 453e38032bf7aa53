import React, { useState } from 'react';
import { Button, Checkbox, Flex, Form, Input, Typography } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { isAlias, needsAlias, proposeAlias } from '../../../common/alias';
import type { Variable, WebhookConfig } from '../../../common/WebhookConfig';
import { InvalidJson, parseJsonText } from '../../shared/jsonText';
import { aliasesOf, mergeLeaves, sampleLeaves } from '../../shared/sampleLeaves';
import { useT } from '../../shared/locale';
import { ExposedHeaders } from '../request/ExposedHeaders';

const VARIABLES = ['config', 'variables'];
const PARTS = ['body', 'headers', 'query'] as const;

function VariableList({ name, label }: { name: string[]; label: string }) {
  const t = useT();
  const form = Form.useFormInstance();
  // Nodes can pick such a leaf only by an alias.
  const completeAlias = (index: number) => {
    const { path, alias } = (form.getFieldValue([...name, index]) as Partial<Variable> | undefined) ?? {};
    if (!path || alias || !needsAlias(path)) return;
    const variables = form.getFieldValue(VARIABLES) as WebhookConfig['variables'];
    form.setFieldValue([...name, index, 'alias'], proposeAlias(path, aliasesOf(variables)));
  };
  const aliasRule = (index: number) => ({
    validator: async (_rule: unknown, alias?: string) => {
      const path = form.getFieldValue([...name, index, 'path']) as string | undefined;
      if (alias && !isAlias(alias) && needsAlias(path ?? '')) {
        throw new Error(t('An alias is made of letters a to z, digits and _, and begins with no digit.'));
      }
    },
  });
  return (
    <Form.Item label={label}>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <Flex vertical gap="small">
            {fields.map((field) => (
              <Flex key={field.key} gap="small" align="flex-start">
                <Form.Item
                  name={[field.name, 'path']}
                  style={{ flex: 1, marginBottom: 0 }}
                  rules={[{ required: true, message: t('Enter a name.') }]}
                >
                  <Input
                    placeholder={t('Path')}
                    spellCheck={false}
                    onBlur={() => completeAlias(field.name)}
                    data-testid="webhook-variable-path"
                  />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'alias']}
                  style={{ flex: 1, marginBottom: 0 }}
                  rules={[aliasRule(field.name)]}
                  normalize={(text: string) => text || undefined}
                >
                  <Input placeholder={t('Alias')} spellCheck={false} data-testid="webhook-variable-alias" />
                </Form.Item>
                <Button aria-label={t('Remove')} icon={<DeleteOutlined />} onClick={() => remove(field.name)} />
              </Flex>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ path: '' })} style={{ alignSelf: 'flex-start' }}>
              {t('Add variable')}
            </Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}

function Sample() {
  const t = useT();
  const form = Form.useFormInstance();
  const [text, setText] = useState('');
  const sample = parseJsonText(text);
  const take = () => {
    const variables = (form.getFieldValue(VARIABLES) as WebhookConfig['variables']) ?? {};
    form.setFieldValue(
      [...VARIABLES, 'body'],
      mergeLeaves(variables.body ?? [], sampleLeaves(sample), aliasesOf(variables)),
    );
    setText('');
  };
  return (
    <Form.Item
      label={t('From a sample of the body')}
      validateStatus={sample instanceof InvalidJson ? 'error' : undefined}
      help={sample instanceof InvalidJson ? t('This is not JSON: {{message}}', { message: sample.message }) : undefined}
    >
      <Flex vertical gap="small" align="flex-start">
        <Input.TextArea
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder='{ "order": { "id": 1 } }'
          autoSize={{ minRows: 2, maxRows: 10 }}
          spellCheck={false}
          style={{ fontFamily: 'monospace' }}
          data-testid="webhook-sample"
        />
        <Button disabled={sample === undefined || sample instanceof InvalidJson} onClick={take}>
          {t('Take its fields over')}
        </Button>
      </Flex>
    </Form.Item>
  );
}

/** Variables that the picker offers by name. The workflow gets the whole request without them too. */
export function VariableFields() {
  const t = useT();
  const labels = { body: t('Body'), headers: t('Headers'), query: t('Query parameters') };
  return (
    <>
      <Sample />
      <Form.Item>
        <Typography.Text type="secondary">
          {t(
            'A leaf with an alias of letters, digits and _ is offered under "Fields with an alias". Names with a dot, a colon or letters outside ASCII need one: nodes cannot read them otherwise.',
          )}
        </Typography.Text>
      </Form.Item>
      {PARTS.map((part) => (
        <VariableList key={part} name={['config', 'variables', part]} label={labels[part]} />
      ))}
      <Form.Item
        name={['config', 'rawBody']}
        valuePropName="checked"
        extra={t('As base64 in the variables of the delivery.')}
      >
        <Checkbox>{t('Keep the raw body for the workflow')}</Checkbox>
      </Form.Item>
      <ExposedHeaders />
    </>
  );
}
