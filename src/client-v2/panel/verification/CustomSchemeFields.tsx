import React, { useRef } from 'react';
import { Alert, Checkbox, Form, Input, Select } from 'antd';
import { keyTypeOf } from '../../../common/keyTypeOf';
import type { SignatureScheme } from '../../../common/WebhookConfig';
import { SCHEME_WARNINGS, schemeWarnings } from '../../../common/schemeWarnings';
import { useT } from '../../shared/locale';
import { SecretField } from '../secrets/SecretField';
import { SecretList } from '../secrets/SecretList';
import { ToleranceField } from './ToleranceField';
import { ValueSourceFields } from './ValueSourceFields';

const CUSTOM = ['config', 'verification', 'custom'];
const SECRETS = ['config', 'verification', 'secrets'];
const asIs = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

const ALGORITHMS: Record<SignatureScheme['algorithm'], string> = {
  'hmac-sha256': 'HMAC-SHA256',
  'hmac-sha1': 'HMAC-SHA1',
  'hmac-sha512': 'HMAC-SHA512',
  sha256: 'SHA-256',
  ed25519: 'Ed25519',
  'rsa-sha256': 'RSA-SHA256',
  'ecdsa-p256': 'ECDSA P-256',
};
const emptyIsAbsent = (value: string) => value || undefined;

/** Warns of weaknesses, and asks for the public URL if the sender signs it. */
function SignedContentHints({ scheme }: { scheme: Partial<SignatureScheme> }) {
  const t = useT();
  return (
    <>
      {schemeWarnings(scheme).map((warning) => (
        <Alert
          key={warning}
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          message={t(SCHEME_WARNINGS[warning])}
          data-testid={`webhook-scheme-${warning}`}
        />
      ))}
      {/\{(url|path)\}/.test(scheme.signedContent ?? '') && (
        <Form.Item
          name={['config', 'verification', 'options', 'publicUrl']}
          label={t('URL as the sender knows it')}
          extra={t('Without the query. Empty: the URL as this server sees it, which a proxy may change.')}
          normalize={emptyIsAbsent}
        >
          <SecretField masked={false} removable />
        </Form.Item>
      )}
    </>
  );
}

/** The fields of a custom signature scheme. */
export function CustomSchemeFields() {
  const t = useT();
  const form = Form.useFormInstance();
  const timestamp: unknown = Form.useWatch([...CUSTOM, 'timestamp'], form);
  const scheme = (Form.useWatch(CUSTOM, form) as Partial<SignatureScheme> | undefined) ?? {};
  const secrets = Form.useWatch(SECRETS, form) as string[] | undefined;
  const keyType = keyTypeOf(scheme.algorithm);
  const isPublicKey = keyType !== undefined;
  // A public key must never be used as an HMAC secret, nor a secret as a public key.
  const secretsByType = useRef(new Map<typeof keyType, string[]>());
  const changeKeyType = (next: typeof keyType) => {
    if (next === keyType) return;
    if (secrets) secretsByType.current.set(keyType, secrets);
    form.setFieldValue(SECRETS, secretsByType.current.get(next) ?? ['']);
  };
  return (
    <>
      <SecretList
        key={keyType ?? 'shared'}
        name={SECRETS}
        label={isPublicKey ? t('Public keys') : t('Secrets')}
        addLabel={isPublicKey ? t('Add public key') : t('Add secret')}
        multiline={isPublicKey}
      />
      <ValueSourceFields name={[...CUSTOM, 'signature']} label={t('Signature')} example="X-Signature" />
      <Form.Item name={[...CUSTOM, 'algorithm']} label={t('Algorithm')}>
        <Select
          options={Object.entries(ALGORITHMS).map(([value, label]) => ({ value, label }))}
          onChange={(next: SignatureScheme['algorithm']) => changeKeyType(keyTypeOf(next))}
        />
      </Form.Item>
      <Form.Item name={[...CUSTOM, 'encoding']} label={t('Encoding of the signature')}>
        <Select options={asIs(['hex', 'base64', 'base64url'])} />
      </Form.Item>
      <Form.Item
        name={[...CUSTOM, 'prefix']}
        label={t('Text before the signature')}
        extra={t('For example: {{example}}', { example: 'sha256=' })}
        normalize={emptyIsAbsent}
      >
        <Input spellCheck={false} />
      </Form.Item>
      <Form.Item
        name={[...CUSTOM, 'field']}
        label={t('Name of the signature in a list of pairs')}
        extra={t('For example: {{example}}', { example: 'v1 — t=1700000000,v1=5257a869…' })}
        normalize={emptyIsAbsent}
      >
        <Input spellCheck={false} />
      </Form.Item>
      <Form.Item
        name={[...CUSTOM, 'separator']}
        label={t('Separator between several signatures or pairs')}
        normalize={emptyIsAbsent}
      >
        <Input spellCheck={false} />
      </Form.Item>
      <Form.Item
        name={[...CUSTOM, 'signedContent']}
        label={t('Signed content')}
        normalize={emptyIsAbsent}
        extra={t('Text with: {{names}}', {
          names: '{method} {url} {path} {query} {body} {timestamp} {header.NAME} {query.NAME} {body.PATH} {secret}',
        })}
      >
        <Input placeholder="{body}" spellCheck={false} />
      </Form.Item>
      <SignedContentHints scheme={scheme} />
      {scheme.algorithm?.startsWith('hmac-') && (
        <Form.Item name={[...CUSTOM, 'keyEncoding']} label={t('Encoding of the secret')}>
          <Select options={asIs(['utf8', 'base64', 'hex', 'whsec'])} />
        </Form.Item>
      )}
      <Form.Item>
        <Checkbox
          checked={Boolean(timestamp)}
          onChange={({ target }) =>
            form.setFieldValue(
              [...CUSTOM, 'timestamp'],
              target.checked ? { from: 'header', name: '', unit: 's' } : undefined,
            )
          }
        >
          {t('The call carries a timestamp')}
        </Checkbox>
      </Form.Item>
      {Boolean(timestamp) && (
        <>
          <ValueSourceFields name={[...CUSTOM, 'timestamp']} label={t('Timestamp')} example="X-Timestamp" inPairs />
          <Form.Item name={[...CUSTOM, 'timestamp', 'unit']} label={t('Unit of the timestamp')}>
            <Select
              options={[
                { value: 's', label: t('Seconds') },
                { value: 'ms', label: t('Milliseconds') },
                { value: 'iso', label: 'ISO 8601' },
              ]}
            />
          </Form.Item>
          <ToleranceField />
        </>
      )}
    </>
  );
}
