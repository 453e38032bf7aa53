import { verify as verifyAsymmetric } from 'node:crypto';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import type { FormField } from '../model/body';
import { fieldValue } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { readPublicKey } from '../verify/public-key';
import { refused, VERIFIED } from '../verify/refused';

const HASHES: ReadonlyMap<string, string> = new Map([
  ['RSA2', 'sha256'],
  ['RSA', 'sha1'],
]);

/**
 * Alipay's asynchronous notifications: a form whose fields, sorted by name and joined as `name=value`, are signed with RSA in `sign`.
 * Older products leave `sign_type` out of what they sign.
 *
 * Source: opendocs.alipay.com, "异步通知验签"; alipay-sdk, checkNotifySignV2.
 */
export const alipay: ProviderCode = { verify };

function verify({ request, secrets }: VerifyInput): Verdict {
  const fields = request.content()?.fields;
  if (!fields) return refused('body is no form, or has too many fields');
  const names = fields.map(({ name }) => name.toString('latin1'));
  if (new Set(names).size !== names.length) return refused('a field is repeated');
  const signature = decodeSignature(fieldValue(fields, 'sign')?.toString('latin1') ?? '', 'base64');
  if (!signature) return refused('signature missing or malformed');
  const hash = HASHES.get(fieldValue(fields, 'sign_type')?.toString('latin1') ?? 'RSA2');
  if (!hash) return refused('sign_type is not known');

  const contents = [contentOf(fields, ['sign']), contentOf(fields, ['sign', 'sign_type'])];
  const matches = secrets.some((secret) => {
    const key = readPublicKey(secret, 'rsa');
    return key !== undefined && contents.some((content) => verifyAsymmetric(hash, content, key, signature));
  });
  return matches ? VERIFIED : refused('signature does not match');
}

/** The decoded bytes: they were signed as they are, in whatever charset. */
function contentOf(fields: readonly FormField[], without: readonly string[]): Buffer {
  const pairs = fields
    .map(({ name, value }) => ({ name: name.toString('latin1'), value: value.toString('latin1') }))
    .filter(({ name }) => !without.includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value }) => `${name}=${value}`);
  return Buffer.from(pairs.join('&'), 'latin1');
}
