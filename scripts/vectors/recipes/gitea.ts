import { makeCase } from '../make-case';
import type { HeaderList, Suite } from '../Recipe';
import { hmac } from '../sign';
import { bodyHmac, JSON_TYPE, SECRETS } from './body-hmac';

const DELIVERY = '73ca9cf3-dc4b-4e5c-8e1f-d2a5a4d1ee49';
/** Gitea and Forgejo: the same signature in a header of their own name. */
function giteaSuite(scheme: 'gitea' | 'forgejo', name: string, older: string): Suite {
  const headers: HeaderList = [
    [`X-${name}-Event`, 'push'],
    [`X-${name}-Delivery`, DELIVERY],
  ];
  const carrier = `X-${name}-Signature`;
  const source =
    scheme === 'gitea'
      ? 'go-gitea/gitea, services/webhook/deliver.go'
      : 'Forgejo, services/webhook/shared/payloader.go';
  const payload = '{"ref":"refs/heads/main","name":"Ærø & 微信"}';
  const right = hmac('sha256', SECRETS[0], 'hex', payload);
  const form = `payload=${encodeURIComponent(payload).replace(/%20/g, '+')}`;
  const formType: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];
  const of = (caseName: string, expect: 'verified' | 'refused', parts: Partial<Parameters<typeof makeCase>[0]>) =>
    makeCase({ name: caseName, expect, source, ...parts });
  return {
    scheme,
    recipes: [
      bodyHmac(carrier, {
        source,
        headers: [JSON_TYPE, ...headers],
        bodies: BODIES,
        identity: { idempotencyKey: DELIVERY, eventType: 'push' },
      }),
    ],
    more: [
      of('form: the JSON in payload is signed', 'verified', {
        headers: [formType, [carrier, right]],
        body: form,
        payload,
      }),
      of('form: the form is signed', 'refused', {
        headers: [formType, [carrier, hmac('sha256', SECRETS[0], 'hex', form)]],
        body: form,
      }),
      of('form: payload there twice', 'refused', { headers: [formType, [carrier, right]], body: `${form}&${form}` }),
      of('form: payload changed', 'refused', {
        headers: [formType, [carrier, right]],
        body: form.replace('main', 'mein'),
      }),
      of('form: without payload', 'refused', {
        headers: [formType, [carrier, hmac('sha256', SECRETS[0], 'hex', '')]],
        body: 'a=b',
      }),
      of('GET: the JSON is in the query', 'verified', {
        method: 'GET',
        url: `https://noco.example/api/webhooks/vector?${form}`,
        headers: [[carrier, right]],
        payload,
      }),
      of('GET: payload changed', 'refused', {
        method: 'GET',
        url: `https://noco.example/api/webhooks/vector?${form}x`,
        headers: [[carrier, right]],
      }),
      of('the header of the older name', 'verified', { headers: [[older, right]], body: payload }),
      of('both headers, the newer is wrong', 'refused', {
        headers: [
          [carrier, '0'.repeat(64)],
          [older, right],
        ],
        body: payload,
      }),
      of('no secret set there: empty signatures', 'refused', {
        headers: [
          [carrier, ''],
          [older, ''],
          ['X-Hub-Signature-256', 'sha256='],
        ],
        body: payload,
      }),
    ],
  };
}
const BODIES: Record<string, string> = {
  JSON: '{"ref":"refs/heads/main"}',
  unicode: '{"a":"Ærø 微信 🎉"}',
  'line feeds at the end': '{"a":1}\r\n',
};

export const gitea = giteaSuite('gitea', 'Gitea', 'X-Gogs-Signature');
export const forgejo = giteaSuite('forgejo', 'Forgejo', 'X-Gitea-Signature');
