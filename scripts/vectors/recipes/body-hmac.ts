import type { HeaderList, Variant } from '../Recipe';
import { hmac } from '../sign';

export const JSON_TYPE: [string, string] = ['Content-Type', 'application/json'];
/** What identifies the first of BODIES, where the provider puts it into the body. */
export const EVENT = { idempotencyKey: 'evt_1', eventType: 'order.paid' };
export const SECRETS: [string, string] = ['correct horse battery staple', 'zweites Geheimnis ☂'];

interface BodyHmac extends Partial<Variant> {
  source: string;
  hash?: 'sha1' | 'sha256';
  prefix?: string;
}

/** An HMAC of the body alone, in one header; hex and SHA-256 unless said otherwise. */
export function bodyHmac(
  carrier: string,
  { hash = 'sha256', prefix = '', encoding = 'hex', ...rest }: BodyHmac,
): Variant {
  return {
    secrets: SECRETS,
    headers: [JSON_TYPE],
    encoding,
    sign: ({ body, secret }) => hmac(hash, secret, encoding, body),
    carry: (signature): HeaderList => [[carrier, `${prefix}${signature}`]],
    carrier,
    ...rest,
  };
}
