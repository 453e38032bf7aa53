import { createCipheriv, createHash, createHmac, sign } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import { generateKeyPairSync } from 'node:crypto';
import type { Call } from './call';

const hmac = (secret: string, content: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHmac('sha256', secret).update(content).digest(encoding);
const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const seconds = (now: number) => String(Math.floor(now / 1000));
const JSON_TYPE = { 'Content-Type': 'application/json' };

const DISCORD = generateKeyPairSync('ed25519');

/** Discord's public key as its portal shows it. */
export const DISCORD_PUBLIC_KEY = DISCORD.publicKey
  .export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('hex');

/** Signs as Slack does. A text is sent as it is, all else as JSON. */
export function slack(
  secret: string,
  value: unknown,
  now = Date.now(),
  headers: Record<string, string> = JSON_TYPE,
): Call {
  const [body, time] = [text(value), seconds(now)];
  const signature = `v0=${hmac(secret, `v0:${time}:${body}`)}`;
  return { body, headers: { ...headers, 'X-Slack-Signature': signature, 'X-Slack-Request-Timestamp': time } };
}

export function zoom(secret: string, value: unknown, now = Date.now()): Call {
  const [body, time] = [text(value), seconds(now)];
  const signature = `v0=${hmac(secret, `v0:${time}:${body}`)}`;
  return { body, headers: { ...JSON_TYPE, 'x-zm-signature': signature, 'x-zm-request-timestamp': time } };
}

export function discord(value: unknown, now = Date.now(), key = DISCORD.privateKey): Call {
  const [body, time] = [text(value), seconds(now)];
  const signature = sign(null, Buffer.from(time + body), key).toString('hex');
  return { body, headers: { ...JSON_TYPE, 'X-Signature-Ed25519': signature, 'X-Signature-Timestamp': time } };
}

export function twitch(secret: string, type: string, value: unknown, now = Date.now()): Call {
  const [body, time, id] = [text(value), new Date(now).toISOString().replace('Z', '123456Z'), `id-${now}`];
  return {
    body,
    headers: {
      ...JSON_TYPE,
      'Twitch-Eventsub-Message-Id': id,
      'Twitch-Eventsub-Message-Timestamp': time,
      'Twitch-Eventsub-Message-Type': type,
      'Twitch-Eventsub-Subscription-Type': 'channel.follow',
      'Twitch-Eventsub-Message-Signature': `sha256=${hmac(secret, id + time + body)}`,
    },
  };
}

/** A header with the HMAC-SHA256 of the body, as most providers have it. */
export function hmacHeader(
  name: string,
  secret: string,
  value: unknown,
  { prefix = '', encoding = 'hex' }: { prefix?: string; encoding?: 'hex' | 'base64' } = {},
): Call {
  const body = text(value);
  return { body, headers: { ...JSON_TYPE, [name]: prefix + hmac(secret, body, encoding) } };
}

/** Feishu's encrypted form of a content. */
export function feishuEncrypted(key: string, value: unknown): { encrypt: string } {
  const iv = Buffer.from('0123456789abcdef');
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv);
  return { encrypt: Buffer.concat([iv, cipher.update(text(value)), cipher.final()]).toString('base64') };
}

export function feishu(key: string, value: unknown, algorithm: 'sha256' | 'sha1' = 'sha256', now = Date.now()): Call {
  const [body, time, nonce] = [text(value), seconds(now), 'nonce'];
  const signature = createHash(algorithm).update(`${time}${nonce}${key}${body}`).digest('hex');
  return {
    body,
    headers: {
      ...JSON_TYPE,
      'X-Lark-Signature': signature,
      'X-Lark-Request-Timestamp': time,
      'X-Lark-Request-Nonce': nonce,
    },
  };
}

/** What WeCom and DingTalk share: the content encrypted, and the query that signs it. */
export function sealed(token: string, aesKey: string, receiver: string, value: unknown, time: string) {
  const encrypted = encrypt(aesKey, text(value), receiver);
  const query = { msg_signature: getSignature(token, time, 'nonce', encrypted), timestamp: time, nonce: 'nonce' };
  return { encrypted, search: new URLSearchParams(query).toString() };
}
