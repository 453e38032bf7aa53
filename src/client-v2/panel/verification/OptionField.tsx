import React from 'react';
import { Alert, Checkbox, Form } from 'antd';
import type { ProviderOption } from '../../../common/providers';
import { localText, useLanguage, useT } from '../../shared/locale';
import { optionWarning } from './optionWarning';
import { SecretField } from '../secrets/SecretField';

const OPTIONS = ['config', 'verification', 'options'];

/** An option of a provider: a text, a secret or a switch. */
export function OptionField({ option }: { option: ProviderOption }) {
  const t = useT();
  const language = useLanguage();
  const name = [...OPTIONS, option.name];
  const value = Form.useWatch(name) as string | undefined;
  const label = localText(option.label, language);
  const missing = optionWarning(option, value);
  const warning = missing && (
    <Alert type="warning" showIcon style={{ marginBottom: 16 }} message={localText(missing, language)} />
  );
  if (option.isSwitch) {
    return (
      <>
        <Form.Item
          name={name}
          getValueProps={(on: unknown) => ({ checked: on === 'true' })}
          getValueFromEvent={(event: { target: { checked: boolean } }) => (event.target.checked ? 'true' : undefined)}
        >
          <Checkbox>{label}</Checkbox>
        </Form.Item>
        {warning}
      </>
    );
  }
  return (
    <>
      <Form.Item
        name={name}
        label={label}
        normalize={(text?: string) => text || undefined}
        rules={[{ required: option.required, message: t('Enter a secret or choose a variable.') }]}
        extra={option.hint && localText(option.hint, language)}
      >
        <SecretField removable masked={option.secret} />
      </Form.Item>
      {warning}
    </>
  );
}
