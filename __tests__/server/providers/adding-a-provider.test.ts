import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { providerPage } from '../../../scripts/provider-pages/pages';
import { makeFile } from '../../../scripts/vectors/make-file';
import { EVENT, JSON_TYPE, SECRETS } from '../../../scripts/vectors/recipes/body-hmac';
import { timedPairs } from '../../../scripts/vectors/recipes/timed-pairs';
import { body, header, type Provider } from '../../../src/common/providers/types';
import { compileEndpoint } from '../../../src/server/endpoint/compile';
import { configProblems } from '../../../src/server/endpoint/config-problems';
import type { ProviderCode } from '../../../src/server/model/provider';
import { parseBody } from '../../../src/server/parse/parse-body';
import { refused, VERIFIED } from '../../../src/server/verify/refused';
import { decide } from '../../helpers/vectors';
import { inputOf, requestOf, summary, type RequestParts } from '../handshake/input';

const DOC = path.resolve(__dirname, '../../../docs/adding-a-provider.md');
const NOW = 1_700_000_000_000;

const ACME: Provider = {
  id: 'acme',
  name: 'Acme',
  proof: 'Acme-Signature',
  hint: {
    en: 'acme.example › Settings › Webhooks › Signing secret.',
    zh: 'acme.example › 设置 › Webhooks › 签名密钥。',
  },
  signature: {
    signature: header('Acme-Signature'),
    algorithm: 'hmac-sha256',
    field: 'v1',
    signedContent: '{timestamp}.{body}',
    timestamp: { from: 'field', name: 't' },
  },
  tolerance: 60,
  formats: ['json', 'form'],
  payloadField: 'event',
  deliveryId: body('id'),
  eventType: body('type'),
  handshake: {
    echo: { method: 'GET', parameter: 'challenge', form: 'token' },
    testEvent: { type: 'test' },
  },
  acknowledgement: { json: { received: true } },
  guide: {
    place: 'acme.example › Settings › Webhooks › URL.',
    handshake: 'The `challenge` of a GET is echoed; a signed test event is verified and answered.',
  },
};

function endpointOf(provider: Provider, code: Record<string, ProviderCode> = {}) {
  const workflow = {
    id: 1,
    key: 'acme',
    config: { verification: { type: 'signature', scheme: provider.id, secrets: ['s3cret'] } },
  } as Parameters<typeof compileEndpoint>[0];
  return compileEndpoint(workflow, async () => ({ secrets: ['s3cret'], options: {} }), { providers: [provider], code });
}

function signed(content: object | string): RequestParts {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const digest = createHmac('sha256', 's3cret')
    .update(`${NOW / 1000}.${text}`)
    .digest('hex');
  return { body: content, headers: { 'Acme-Signature': `t=${NOW / 1000},v1=${digest}` } };
}

describe('a provider that is data alone', () => {
  const endpoint = endpointOf(ACME);
  const verdictOf = async (parts: RequestParts, now = NOW) =>
    (await endpoint.verifier.verify({ ...inputOf(parts), now })).verified;

  it('is the object that docs/adding-a-provider.md shows', () => {
    const [, shown] = /const ACME: Provider = (\{\n[\s\S]*?\n\});/.exec(fs.readFileSync(__filename, 'utf8')) ?? [];
    const indented = shown.replace(/^/gm, '  ');
    expect(fs.readFileSync(DOC, 'utf8')).toContain(`${indented},\n`);
  });

  it('can be configured, with its secret only', () => {
    const verification = { type: 'signature', scheme: 'acme', secrets: ['s3cret'] };
    expect(configProblems({ verification }, [ACME])).toEqual([]);
    expect(configProblems({ verification: { ...verification, secrets: [] } }, [ACME])).toHaveLength(1);
    expect(configProblems({ verification })).toMatchObject([{ path: 'verification.scheme' }]);
    expect(endpoint.misconfigured).toBeUndefined();
  });

  it('verifies a request that is signed and fresh, and no other', async () => {
    expect(await verdictOf(signed({ id: 'evt_1' }))).toBe(true);
    expect(await verdictOf({ ...signed({ id: 'evt_1' }), body: { id: 'evt_2' } })).toBe(false);
    expect(await verdictOf(signed({ id: 'evt_1' }), NOW + 60_000)).toBe(true);
    expect(await verdictOf(signed({ id: 'evt_1' }), NOW + 61_000)).toBe(false);
    expect(await verdictOf({ body: { id: 'evt_1' } })).toBe(false);
  });

  it('passes every vector that its recipe makes', async () => {
    const recipe = timedPairs('Acme-Signature', {
      source: 'acme.example/docs',
      secrets: SECRETS,
      headers: [JSON_TYPE],
      identity: EVENT,
      tolerance: 60,
    });
    const file = await makeFile({ scheme: 'acme', recipes: [recipe] });
    const catalogue = { providers: [ACME], code: {} };
    const decided = await Promise.all(file.cases.map((one) => decide(file, one, catalogue)));
    expect(decided.map((one) => one.decided)).toEqual(file.cases.map((one) => one.expect));
    expect(new Set(file.cases.map((one) => one.expect))).toEqual(new Set(['verified', 'refused']));
    expect(decided[0].identity).toEqual(EVENT);
  });

  it('says which event a request is, and of which type', () => {
    expect(endpoint.identify(requestOf({ body: { id: 'evt_1', type: 'order.paid' } }))).toEqual(EVENT);
    expect(endpoint.identify(requestOf({ body: {} }))).toEqual({ idempotencyKey: null, eventType: null });
    expect(endpoint.deduplication.source).toBe('body:id');
  });

  it('answers its handshakes, each only where it belongs', () => {
    const { methods, unsigned, signed: verified } = endpoint.handshake ?? {};
    expect(methods).toEqual(['GET', 'POST']);
    expect(summary(unsigned?.(inputOf({ search: 'challenge=abc' })))).toBe('200 abc');
    expect(unsigned?.(inputOf({ search: 'challenge=<script>' }))).toBeUndefined();
    expect(unsigned?.(inputOf({ body: { type: 'test' } }))).toBeUndefined();
    expect(summary(verified?.(inputOf({ body: { type: 'test' } }), { verified: true }))).toBe('200');
    expect(verified?.(inputOf({ body: { type: 'order.paid' } }), { verified: true })).toBeUndefined();
  });

  it('is acknowledged as it expects', () => {
    expect(summary(endpoint.acknowledgement?.(inputOf({ body: {} })))).toBe('200 {"received":true}');
  });

  it('has its JSON read out of the form field', () => {
    const content = Buffer.from(`event=${encodeURIComponent('{"id":"evt_1"}')}`);
    const contentType = 'application/x-www-form-urlencoded';
    expect(parseBody({ content, contentType, headers: new Map() }, endpoint.body)).toMatchObject({
      data: { id: 'evt_1' },
    });
  });

  it('gets a page that says all of this', () => {
    expect(providerPage(ACME)).toBe(`# Acme

Choose the verification **Signature** and the provider **Acme** (\`scheme: acme\`).

- **Where to paste the URL:** acme.example › Settings › Webhooks › URL.
- **Secret:** acme.example › Settings › Webhooks › Signing secret.
- **Checked:** \`Acme-Signature\`. HMAC-SHA256 in hex, as \`v1=\`, of \`{timestamp}.{body}\`.
- **Timestamp:** at most 60 s off, both ways, unless you set another tolerance.
- **Duplicates:** recognised by the field \`id\` of the body.
- **Event type:** from the field \`type\` of the body.
- **Handshake:** The \`challenge\` of a GET is echoed; a signed test event is verified and answered.
`);
  });
});

describe('a provider with code', () => {
  const { signature: _, ...data } = ACME;
  const row: Provider = { ...data, code: 'acme', timed: true, envelope: true };
  const code: ProviderCode = {
    verify: ({ request, secrets, tolerance }) =>
      request.headers.get('acme-proof')?.[0] === `${secrets[0]} ${tolerance}`
        ? { verified: true, payload: { content: Buffer.from('opened') } }
        : refused('wrong proof'),
    deliveryId: (request) => `code ${request.body.length}`,
    handshake: { methods: ['PUT'], unsigned: () => ({ status: 204, headers: [], body: '' }) },
    acknowledge: ({ now }) => ({ status: 200, headers: [], body: String(now) }),
  };
  const endpoint = endpointOf(row, { acme: code });

  it('is verified by its code, with the tolerance of its row', async () => {
    const proof = { headers: { 'Acme-Proof': 's3cret 60' } };
    expect(await endpoint.verifier.verify(inputOf(proof))).toMatchObject({ verified: true });
    expect(await endpoint.verifier.verify(inputOf({}))).toEqual({ verified: false, reason: 'wrong proof' });
    expect(endpoint.verifier.hasEnvelope).toBe(true);
  });

  it('prefers what the code has to what the row has', () => {
    expect(endpoint.identify(requestOf({ body: { id: 'evt_1', type: 'a' } }))).toEqual({
      idempotencyKey: 'code 25',
      eventType: 'a',
    });
    expect(endpoint.handshake?.methods).toEqual(['PUT']);
    expect(summary(endpoint.acknowledgement?.(inputOf({})))).toBe(`200 ${NOW}`);
  });

  it('falls back to the row where the code has nothing', () => {
    const { handshake, acknowledgement } = endpointOf(row, { acme: { verify: code.verify } });
    expect(handshake?.methods).toEqual(['GET', 'POST']);
    expect(summary(acknowledgement?.(inputOf({})))).toBe('200 {"received":true}');
  });

  it('remembers for one endpoint only', async () => {
    const once: ProviderCode = {
      makeVerify() {
        let isUsed = false;
        return () => {
          const verdict = isUsed ? refused('used') : VERIFIED;
          isUsed = true;
          return verdict;
        };
      },
    };
    const [one, other] = [endpointOf(row, { acme: once }), endpointOf(row, { acme: once })];
    const verdicts = [one, one, other].map(async ({ verifier }) => (await verifier.verify(inputOf({}))).verified);
    expect(await Promise.all(verdicts)).toEqual([true, false, true]);
  });

  it.each<[string, Provider, Record<string, ProviderCode>]>([
    ['its code is missing', row, {}],
    ['its code is an inherited name', { ...row, code: 'constructor' }, {}],
    ['neither data nor code verifies it', row, { acme: {} }],
  ])('refuses every request when %s', async (_name, provider, known) => {
    const broken = endpointOf(provider, known);
    expect(broken.misconfigured).toMatch(/code|verifier/);
    expect(await broken.verifier.verify(inputOf({}))).toMatchObject({ verified: false });
  });
});
