import { createHash, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import type { SignatureScheme, Verification } from '../../../src/common/WebhookConfig';
import { verifierOf } from '../../helpers/providers';
import { readable } from '../../helpers/readable';

const NOW = 1_700_000_000_000;
const TIME = String(NOW / 1000);
const SECRET = 'correct horse';
const RUNS = { numRuns: 60, seed: 20_260_101 };

interface Signed {
  verification: Verification;
  secret: string;
  headers: Record<string, string>;
  /** headers whose every bit counts */
  proof: string[];
}

const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;
const hmac = (hash: string, content: string | Buffer) => createHmac(hash, SECRET).update(content).digest();
const ed25519 = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const stamp = (body: Buffer) => Buffer.concat([Buffer.from(`${TIME}.`), body]);
const custom = (
  algorithm: SignatureScheme['algorithm'],
  secret: string,
  signature: Buffer,
  signedContent?: string,
): Signed => ({
  secret,
  verification: {
    type: 'signature',
    scheme: 'custom',
    secrets: [],
    custom: {
      signature: { from: 'header', name: 'x-sig' },
      algorithm,
      encoding: 'base64',
      signedContent: signedContent ?? '{timestamp}.{body}',
      timestamp: { from: 'header', name: 'x-time' },
    },
  },
  headers: { 'x-sig': signature.toString('base64'), 'x-time': TIME },
  proof: ['x-sig', 'x-time'],
});
const provider = (scheme: string, headers: Record<string, string>): Signed => ({
  secret: SECRET,
  verification: { type: 'signature', scheme, secrets: [] },
  headers,
  proof: Object.keys(headers),
});

const SIGNERS: Record<string, (body: Buffer) => Signed> = {
  'hmac-sha1': (body) => custom('hmac-sha1', SECRET, hmac('sha1', stamp(body))),
  'hmac-sha256': (body) => custom('hmac-sha256', SECRET, hmac('sha256', stamp(body))),
  'hmac-sha512': (body) => custom('hmac-sha512', SECRET, hmac('sha512', stamp(body))),
  sha256: (body) =>
    custom(
      'sha256',
      SECRET,
      createHash('sha256').update(stamp(body)).update(SECRET).digest(),
      '{timestamp}.{body}{secret}',
    ),
  ed25519: (body) => custom('ed25519', pem(ed25519.publicKey), sign(null, stamp(body), ed25519.privateKey)),
  'rsa-sha256': (body) => custom('rsa-sha256', pem(rsa.publicKey), sign('sha256', stamp(body), rsa.privateKey)),
  'ecdsa-p256': (body) => custom('ecdsa-p256', pem(ec.publicKey), sign('sha256', stamp(body), ec.privateKey)),
  github: (body) => provider('github', { 'x-hub-signature-256': `sha256=${hmac('sha256', body).toString('hex')}` }),
  slack: (body) =>
    provider('slack', {
      'x-slack-request-timestamp': TIME,
      'x-slack-signature': `v0=${hmac('sha256', Buffer.concat([Buffer.from(`v0:${TIME}:`), body])).toString('hex')}`,
    }),
  stripe: (body) =>
    provider('stripe', { 'stripe-signature': `t=${TIME},v1=${hmac('sha256', stamp(body)).toString('hex')}` }),
  shopify: (body) => provider('shopify', { 'x-shopify-hmac-sha256': hmac('sha256', body).toString('base64') }),
  line: (body) => provider('line', { 'x-line-signature': hmac('sha256', body).toString('base64') }),
};

async function isLetIn({ verification, secret, headers }: Signed, body: Buffer): Promise<boolean> {
  const request = readable({
    method: 'POST',
    url: 'https://noco.example/api/webhooks/abc',
    path: '/api/webhooks/abc',
    search: '',
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    body,
  });
  const { verify } = verifierOf(verification);
  return (await verify({ request, secrets: [secret], options: {}, now: NOW })).verified;
}

function flip(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] ^= 1 << (bit & 7);
  return copy;
}

describe.each(Object.entries(SIGNERS))('%s', (_name, signer) => {
  const body = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes));

  it('verifies the signed body, and rejects it with any bit flipped', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.nat(), async (bytes, at) => {
        const signed = signer(bytes);
        expect(await isLetIn(signed, bytes)).toBe(true);
        expect(await isLetIn(signed, flip(bytes, at % (bytes.length * 8)))).toBe(false);
      }),
      RUNS,
    );
  });

  it('refuses a flipped bit in signature or timestamp, and a truncated or extended one', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.nat(), fc.nat(), async (bytes, which, at) => {
        const signed = signer(bytes);
        const name = signed.proof[which % signed.proof.length];
        const value = Buffer.from(signed.headers[name], 'latin1');
        const changed = [
          flip(value, at % (value.length * 8)),
          value.subarray(0, -1),
          Buffer.concat([value, Buffer.from('0')]),
        ];
        for (const other of changed) {
          const headers = { ...signed.headers, [name]: other.toString('latin1') };
          expect([other.toString('latin1'), await isLetIn({ ...signed, headers }, bytes)]).toEqual([
            other.toString('latin1'),
            false,
          ]);
        }
      }),
      RUNS,
    );
  });
});
