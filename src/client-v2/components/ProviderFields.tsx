import React from 'react';
import { Form, Select } from 'antd';
import { providers, timeTolerance, type Provider } from '../../common/providers';
import { localText } from '../localText';
import { useLanguage, useT } from '../locale';
import { OptionField } from './OptionField';
import { SecretList } from './SecretList';
import { ToleranceField } from './ToleranceField';

const VERIFICATION = ['config', 'verification'];

function Proof({ provider: { proof, proofIn } }: { provider: Provider }) {
  const t = useT();
  const values = { name: proof };
  if (proofIn === 'query') return t('Checked: the query parameter {{name}}', values);
  return proofIn === 'body'
    ? t('Checked: the field {{name}} of the body', values)
    : t('Checked: the header {{name}}', values);
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
        extra={provider && <Proof provider={provider} />}
      >
        <Select
          showSearch
          placeholder={t('Search by name')}
          options={providers.map(({ id, name, nameZh = name }) => ({
            value: id,
            label: localText({ en: name, zh: nameZh }, language),
            search: `${id} ${name} ${nameZh}`.toLowerCase(),
          }))}
          filterOption={(typed, option) => option?.search.includes(typed.trim().toLowerCase()) ?? false}
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
          addLabel={provider?.publicKey ? t('Add public key') : t('Add secret')}
          extra={provider && localText(provider.hint, language)}
          multiline={Boolean(provider?.publicKey)}
          optional={provider?.secretOptional}
        />
      )}
      {provider?.options?.map((option) => (
        <OptionField key={`${provider.id}.${option.name}`} option={option} />
      ))}
      {usual !== undefined && <ToleranceField usual={usual} />}
    </>
  );
}
