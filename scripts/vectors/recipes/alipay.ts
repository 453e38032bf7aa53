import assert from 'node:assert';
import { sign } from 'node:crypto';
import type { VectorCase, VectorFile } from '../../../__tests__/helpers/vectors';
import { otherAt } from '../break-text';
import { CERTIFICATES, RSA } from '../keys';
import { makeCase } from '../make-case';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';

const source = versionOf('alipay-sdk');
const FORM: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'];

/** A notification as Alipay sends it, before it is signed. */
const FIELDS: Record<string, string> = {
  notify_id: 'ac05099524730693a8b330c5ecf72da978',
  notify_type: 'trade_status_sync',
  notify_time: '2023-11-15 06:13:20',
  app_id: '2014072300007148',
  subject: 'Ærø 测试商品 & 100% + "x"',
  body: '',
  total_amount: '2.00',
  trade_status: 'TRADE_SUCCESS',
  fund_bill_list: '[{"amount":"2.00","fundChannel":"ALIPAYACCOUNT"}]',
};

interface Options {
  type?: 'RSA' | 'RSA2';
  /** RSA2 is what is written, whatever was used */
  written?: string | null;
  /** sign_type is part of what is signed, as newer products have it */
  covers?: boolean;
  key?: number;
}

function signedFields(
  fields: Record<string, string>,
  { type = 'RSA2', written = type, covers = false, key = 0 }: Options = {},
) {
  const typed: Record<string, string> = written === null ? {} : { sign_type: written };
  const content = Object.entries(covers ? { ...fields, ...typed } : fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const signature = sign(type === 'RSA' ? 'sha1' : 'sha256', Buffer.from(content), RSA[key].privateKey).toString(
    'base64',
  );
  return { ...fields, ...typed, sign: signature };
}

const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const right = signedFields(FIELDS);
const of = (
  name: string,
  expect: 'verified' | 'refused',
  body: string,
  rest: Partial<VectorCase> & { headers?: [string, string][] } = {},
) => makeCase({ name, expect, source, body, headers: [FORM], ...rest });

/** A request that Alipay's own library lets in. */
async function valid(name: string, fields: Record<string, string>, rest: Partial<VectorCase> = {}) {
  const { AlipaySdk } = await import('alipay-sdk');
  const keys = [RSA[0], RSA[1]].map(({ publicBase64 }) => publicBase64);
  const sdks = keys.map(
    (alipayPublicKey) =>
      new AlipaySdk({ appId: '1', privateKey: RSA[2].privatePem, alipayPublicKey, keyType: 'PKCS8' }),
  );
  assert(
    sdks.some((sdk) => sdk.checkNotifySignV2({ ...fields })),
    name,
  );
  return of(name, 'verified', encode(fields), rest);
}

/** Alipay: a form that is signed field by field. */
export async function alipayFile(): Promise<VectorFile> {
  const config = (secret: string) => ({ config: { secrets: [secret] } });
  const [first, ...pairs] = encode(right).split('&');
  const cases = [
    await valid('RSA2, sign_type not signed', right, {
      identity: { idempotencyKey: FIELDS.notify_id, eventType: FIELDS.notify_type },
    }),
    await valid('RSA2, sign_type signed', signedFields(FIELDS, { covers: true })),
    await valid('RSA', signedFields(FIELDS, { type: 'RSA' })),
    await valid('no sign_type', signedFields(FIELDS, { written: null })),
    await valid('the second key, during a rotation', signedFields(FIELDS, { key: 1 })),
    await valid('one field', signedFields({ notify_id: '1' })),
    of('fields in another order', 'verified', [...pairs, first].join('&')),
    of('spaces escaped as %20', 'verified', encode(right).replace(/\+/g, '%20')),
    of('key as PEM', 'verified', encode(right), config(RSA[0].publicPem)),
    of('key as certificate', 'verified', encode(right), config(CERTIFICATES[0])),
    of('key in lines of base64', 'verified', encode(right), config(RSA[0].publicBase64.replace(/.{64}/g, '$&\n'))),
    of('wrong key', 'refused', encode(signedFields(FIELDS, { key: 2 }))),
    of('amount changed', 'refused', encode({ ...right, total_amount: '0.01' })),
    of('field added', 'refused', encode({ ...right, extra: '1' })),
    of(
      'field removed',
      'refused',
      encode(Object.fromEntries(Object.entries(right).filter(([name]) => name !== 'subject'))),
    ),
    of('field there twice', 'refused', `${encode(right)}&total_amount=0.01`),
    of('field there twice with the same value', 'refused', `${encode(right)}&total_amount=2.00`),
    of('sign there twice', 'refused', `${encode(right)}&sign=${encodeURIComponent(right.sign)}`),
    of('sign missing', 'refused', encode({ ...FIELDS, sign_type: 'RSA2' })),
    of('sign empty', 'refused', encode({ ...right, sign: '' })),
    of('sign cut', 'refused', encode({ ...right, sign: right.sign.slice(0, -4) })),
    of('sign with junk after it', 'refused', encode({ ...right, sign: `${right.sign}AAAA` })),
    of('sign changed', 'refused', encode({ ...right, sign: otherAt(right.sign, 40) })),
    of('sign in hex', 'refused', encode({ ...right, sign: Buffer.from(right.sign, 'base64').toString('hex') })),
    of('sign_type RSA over SHA-256', 'refused', encode(signedFields(FIELDS, { written: 'RSA' }))),
    of('sign_type RSA2 over SHA-1', 'refused', encode(signedFields(FIELDS, { type: 'RSA', written: 'RSA2' }))),
    of('sign_type unknown', 'refused', encode(signedFields(FIELDS, { written: 'MD5' }))),
    of('sign_type in lower case', 'refused', encode(signedFields(FIELDS, { written: 'rsa2' }))),
    of('sign_type named like a method of objects', 'refused', encode(signedFields(FIELDS, { written: 'constructor' }))),
    of('empty body', 'refused', ''),
    of('JSON', 'refused', JSON.stringify(right), { headers: [['Content-Type', 'application/json']] }),
  ];
  const secrets = [RSA[0].publicBase64, RSA[1].publicBase64];
  return { scheme: 'alipay', config: { secrets }, now: NOW, cases };
}
