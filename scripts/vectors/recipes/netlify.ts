import { makeCase } from '../make-case';
import type { Suite } from '../Recipe';
import { hmac, plainHash } from '../sign';
import { NOW } from '../timestamps';
import { bodyHmac, JSON_TYPE, SECRETS } from './body-hmac';

const source = 'docs.netlify.com, "Deploy notifications", "Payload signature"; RFC 7515, RFC 7519';
const BODY = '{"id":"deploy"}';
const HS256 = { alg: 'HS256', typ: 'JWT' };

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
function jws(header: object, claims: object, secret = SECRETS[0]): string {
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${hmac('sha256', secret, 'base64url', input)}`;
}
const claimsOf = (body: string | Buffer) => ({ iss: 'netlify', sha256: plainHash('sha256', 'hex', body) });
const rightful = claimsOf(BODY);

const TOKENS: [string, 'verified' | 'refused', string][] = [
  ['header in another order', 'verified', jws({ typ: 'JWT', alg: 'HS256' }, rightful)],
  ['expires later', 'verified', jws(HS256, { ...rightful, iat: NOW / 1000, exp: NOW / 1000 + 60 })],
  ['has expired', 'refused', jws(HS256, { ...rightful, exp: NOW / 1000 - 1 })],
  ['expires at no number', 'refused', jws(HS256, { ...rightful, exp: 'never' })],
  ['not valid yet', 'refused', jws(HS256, { ...rightful, nbf: NOW / 1000 + 60 })],
  ['algorithm none', 'refused', `${part({ alg: 'none' })}.${part(rightful)}.`],
  ['algorithm none with a signature', 'refused', jws({ alg: 'none' }, rightful)],
  ['algorithm HS512', 'refused', jws({ alg: 'HS512' }, rightful)],
  ['algorithm RS256', 'refused', jws({ alg: 'RS256' }, rightful)],
  ['algorithm in lower case', 'refused', jws({ alg: 'hs256' }, rightful)],
  ['no algorithm', 'refused', jws({ typ: 'JWT' }, rightful)],
  ['critical extension', 'refused', jws({ ...HS256, crit: ['b64'], b64: false }, rightful)],
  ['from somebody else', 'refused', jws(HS256, { ...rightful, iss: 'github' })],
  ['from nobody', 'refused', jws(HS256, { sha256: rightful.sha256 })],
  ['digest missing', 'refused', jws(HS256, { iss: 'netlify' })],
  ['digest empty', 'refused', jws(HS256, { iss: 'netlify', sha256: '' })],
  ['digest of another body', 'refused', jws(HS256, claimsOf('{}'))],
  ['digest in base64', 'refused', jws(HS256, { iss: 'netlify', sha256: plainHash('sha256', 'base64', BODY) })],
  ['claims are a list', 'refused', jws(HS256, [rightful])],
  ['two parts', 'refused', jws(HS256, rightful).split('.').slice(0, 2).join('.')],
  ['four parts', 'refused', `${jws(HS256, rightful)}.x`],
  ['claims changed', 'refused', jws(HS256, rightful).replace(/\..*\./, `.${part({ ...rightful, a: 1 })}.`)],
  ['header changed', 'refused', jws(HS256, rightful).replace(/^[^.]*/, part({ alg: 'HS256' }))],
  ['padded', 'refused', `${jws(HS256, rightful)}=`],
  ['bearer', 'refused', `Bearer ${jws(HS256, rightful)}`],
];

/** Netlify: a JWS whose claims name the digest of the body. */
export const netlify: Suite = {
  scheme: 'netlify',
  recipes: [
    bodyHmac('X-Webhook-Signature', {
      source,
      headers: [JSON_TYPE, ['X-Netlify-Event', 'deploy_created']],
      encoding: 'base64url',
      sign: ({ body, secret }) => jws(HS256, claimsOf(body), secret),
      identity: { idempotencyKey: null, eventType: 'deploy_created' },
    }),
  ],
  more: TOKENS.map(([name, expect, token]) =>
    makeCase({ name: `JWS: ${name}`, expect, source, body: BODY, headers: [['X-Webhook-Signature', token]] }),
  ),
};
