import React from 'react';
import { Button, Flex, Form } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useT } from '../../shared/locale';
import { OptionalSecretRows } from './OptionalSecretRows';
import { SecretField } from './SecretField';

interface SecretListProps {
  name: string[];
  label: string;
  /** label of the add button */
  addLabel: string;
  extra?: React.ReactNode;
  multiline?: boolean;
  /** no secret is required: the provider hands it over, or proves requests in another way */
  optional?: boolean;
}

/** A list that requires at least one entry, all of them filled in. */
function RequiredSecretRows({ name, label, addLabel, multiline }: SecretListProps) {
  const t = useT();
  const atLeastOne = async (_rule: unknown, secrets?: string[]) => {
    if (!secrets?.length) throw new Error(t('At least one secret is needed.'));
  };
  return (
    <Form.List name={name} rules={[{ validator: atLeastOne }]}>
      {(fields, { add, remove }, { errors }) => (
        // The id locates errors of the list itself.
        <Flex id={name.join('_')} vertical gap="small">
          {fields.map((field) => (
            <Flex key={field.key} gap="small" align="flex-start">
              <Form.Item
                name={field.name}
                style={{ flex: 1, minWidth: 0, marginBottom: 0 }}
                rules={[{ required: true, whitespace: true, message: t('Enter a secret or choose a variable.') }]}
              >
                <SecretField label={`${label} ${field.name + 1}`} multiline={multiline} />
              </Form.Item>
              <Button aria-label={t('Remove')} icon={<DeleteOutlined />} onClick={() => remove(field.name)} />
            </Flex>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add('')} style={{ alignSelf: 'flex-start' }}>
            {addLabel}
          </Button>
          <Form.ErrorList errors={errors} />
        </Flex>
      )}
    </Form.List>
  );
}

/** A list of secrets, any of which may match, which allows rotation without downtime. */
export function SecretList(props: SecretListProps) {
  const t = useT();
  const { name, label, addLabel, extra, multiline, optional } = props;
  return (
    <Form.Item
      label={label}
      required={!optional}
      extra={
        <>
          {extra && <div>{extra}</div>}
          {t('To rotate: add the new secret here, change it at the sender, then remove the old one here.')}
        </>
      }
    >
      {optional ? (
        <Form.Item name={name} noStyle>
          <OptionalSecretRows label={label} addLabel={addLabel} multiline={multiline} />
        </Form.Item>
      ) : (
        <RequiredSecretRows {...props} />
      )}
    </Form.Item>
  );
}
