import { createHash, createHmac } from 'node:crypto';

type Encoding = 'hex' | 'base64' | 'base64url';

/** An HMAC over parts that are joined as bytes. */
export function hmac(hash: 'sha1' | 'sha256', key: string | Buffer, encoding: Encoding, ...parts: (string | Buffer)[]) {
  return digest(createHmac(hash, key), encoding, parts);
}

/** A plain digest over parts that are joined as bytes. */
export function plainHash(hash: 'sha1' | 'sha256', encoding: Encoding, ...parts: (string | Buffer)[]) {
  return digest(createHash(hash), encoding, parts);
}

function digest(
  hash: { update(data: string | Buffer): unknown; digest(encoding: Encoding): string },
  encoding: Encoding,
  parts: (string | Buffer)[],
) {
  for (const part of parts) hash.update(part);
  return hash.digest(encoding);
}

/** Whether bytes are JSON: some libraries parse what they verify. */
export function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'));
    return isText(body);
  } catch {
    return false;
  }
}

/** Whether bytes are text that has something in it: several libraries take nothing else. */
export function isText(body: Buffer): boolean {
  return body.length > 0 && Buffer.from(body.toString('utf8'), 'utf8').equals(body);
}
