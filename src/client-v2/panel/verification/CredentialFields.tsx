import React from 'react';
import { AutoComplete, Form, Input } from 'antd';
import { TOKEN_HEADERS } from '../../../common/providers';
import { useT } from '../../shared/locale';
import { CleanInput } from '../form/CleanInput';
import { SecretField } from '../secrets/SecretField';
import { SecretList } from '../secrets/SecretList';

const VERIFICATION = ['config', 'verification'];

/** The username and password of Basic auth. */
export function BasicFields() {
  const t = useT();
  return (
    <>
      <Form.Item
        name={[...VERIFICATION, 'username']}
        label={t('User name')}
        rules={[
          { required: true, message: t('Enter a user name.') },
          { pattern: /^[^:]*$/, message: t('A user name cannot hold a colon.') },
        ]}
      >
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name={[...VERIFICATION, 'password']}
        label={t('Password')}
        rules={[{ required: true, message: t('Enter a secret or choose a variable.') }]}
      >
        <SecretField removable />
      </Form.Item>
    </>
  );
}

/** Tokens, and the name of the header or query parameter that carries them, unless the scheme fixes it. */
export function TokenFields({ carrier }: { carrier: 'authorization' | 'header' | 'query' }) {
  const t = useT();
  return (
    <>
      {carrier !== 'authorization' && (
        <Form.Item
          name={[...VERIFICATION, 'name']}
          label={carrier === 'header' ? t('Header name') : t('Parameter name')}
          // Header names contain no white space; names of query parameters may.
          normalize={(value?: string) => (carrier === 'header' ? value?.trim() : value)}
          rules={[{ required: true, whitespace: true, message: t('Enter a name.') }]}
          extra={
            carrier === 'query' ? t('URLs end up in logs: prefer a header where the sender can set one.') : undefined
          }
        >
          {carrier === 'header' ? (
            <AutoComplete
              placeholder="X-Token"
              options={TOKEN_HEADERS.map(({ name, header }) => ({ value: header, label: `${header} · ${name}` }))}
            />
          ) : (
            <CleanInput placeholder="token" spellCheck={false} />
          )}
        </Form.Item>
      )}
      <SecretList name={[...VERIFICATION, 'tokens']} label={t('Tokens')} addLabel={t('Add token')} />
    </>
  );
}
