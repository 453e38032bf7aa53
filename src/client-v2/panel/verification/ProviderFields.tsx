import React, { useRef } from 'react';
import { Form, Select } from 'antd';
import { providers, timeTolerance, type Provider } from '../../../common/providers';
import type { Verification } from '../../../common/WebhookConfig';
import { localText, useLanguage, useT } from '../../shared/locale';
import { providerVerification } from './verificationChoice';
import { OptionField } from './OptionField';
import { SecretList } from '../secrets/SecretList';
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

/** The provider, its secrets and the other settings of its scheme. */
export function ProviderFields() {
  const t = useT();
  const language = useLanguage();
  const form = Form.useFormInstance();
  const scheme = Form.useWatch([...VERIFICATION, 'scheme'], form) as string | undefined;
  const verification = Form.useWatch(VERIFICATION, form) as Verification | undefined;
  // A secret must not be carried over to another provider.
  const left = useRef(new Map<string, Verification>());
  const change = (next: string) => {
    if (scheme && verification) left.current.set(scheme, { ...verification, scheme } as Verification);
    form.setFieldValue(VERIFICATION, left.current.get(next) ?? providerVerification(next));
  };
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
          onChange={change}
        />
      </Form.Item>
      {scheme && (
        <SecretList
          key={scheme}
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
