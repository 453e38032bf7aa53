import React from 'react';
import { Form, Select } from 'antd';
import { providers, timeTolerance, type ProviderOption } from '../../common/providers';
import { localText } from '../localText';
import { useLanguage, useT } from '../locale';
import { SecretField } from './SecretField';
import { SecretList } from './SecretList';
import { ToleranceField } from './ToleranceField';

const VERIFICATION = ['config', 'verification'];
const SCHEMES = providers.map(({ id, name }) => ({ value: id, label: name }));

function OptionField({ option, language }: { option: ProviderOption; language: string }) {
  return (
    <Form.Item
      name={[...VERIFICATION, 'options', option.name]}
      label={localText(option.label, language)}
      normalize={(value?: string) => value || undefined}
    >
      <SecretField removable masked={option.secret} />
    </Form.Item>
  );
}

/** The provider, its secrets, and what else its scheme needs. */
export function ProviderFields() {
  const t = useT();
  const language = useLanguage();
  const form = Form.useFormInstance();
  const scheme: string | undefined = Form.useWatch([...VERIFICATION, 'scheme'], form);
  const provider = providers.find(({ id }) => id === scheme);
  const usual = provider && timeTolerance(provider);
  return (
    <>
      <Form.Item
        name={[...VERIFICATION, 'scheme']}
        label={t('Provider')}
        rules={[{ required: true, message: t('Choose a provider.') }]}
        extra={provider && t('Checked: {{proof}}', { proof: provider.proof })}
      >
        <Select
          showSearch
          placeholder={t('Search by name')}
          optionFilterProp="label"
          options={SCHEMES}
          onChange={() => {
            form.setFieldValue([...VERIFICATION, 'options'], undefined);
            form.setFieldValue([...VERIFICATION, 'tolerance'], undefined);
          }}
        />
      </Form.Item>
      {scheme && (
        <SecretList
          name={[...VERIFICATION, 'secrets']}
          label={provider?.publicKey ? t('Public keys') : t('Secrets')}
          extra={provider && localText(provider.hint, language)}
          multiline={provider?.publicKey}
          optional={provider?.secretOptional}
        />
      )}
      {provider?.options?.map((option) => (
        <OptionField key={`${provider.id}.${option.name}`} option={option} language={language} />
      ))}
      {usual !== undefined && <ToleranceField usual={usual} />}
    </>
  );
}
