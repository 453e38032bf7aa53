import { providers } from '../../../../src/common/providers';
import type { SignatureScheme } from '../../../../src/common/WebhookConfig';
import { redactHeaders, redactQuery } from '../../../../src/server/inbox/row/redact';
import { signedParts } from '../../../../src/server/verify/signed-parts';

describe('what is redacted', () => {
  it.each([
    ['authorization', true],
    ['proxy-authorization', true],
    ['cookie', true],
    ['x-api-key', true],
    ['x-gitlab-token', true],
    ['x-custom', true],
    ['x-functions-key', true],
    ['ocp-apim-subscription-key', true],
    ['x-hook-key', true],
    ['x_hook_key', true],
    ['x-passcode', true],
    ['x-signed-key', false],
    ['idempotency-key', false],
    ['x-idempotency-key', false],
    ['x-event-key', false],
    ['x-partition-key', false],
    ['routing-key', false],
    ['x-keyboard', false],
    ['x-monkey', false],
    ['code', false],
    ['x-hub-signature-256', false],
    ['x-github-delivery', false],
    ['content-type', false],
  ])('%s: %s', (name, secret) => {
    const signed = { headers: ['x-signed-key'], query: [], url: false };
    const redacted = redactHeaders(new Map([[name, ['value']]]), ['x-custom'], signed);
    expect(redacted[name]).toBe(secret ? '[redacted]' : 'value');
  });
  it.each([
    ['a=1&accessToken=s', { a: '1', accessToken: '[redacted]' }, 'a=1&accessToken=%5Bredacted%5D'],
    ['c%72ed=s', { cred: '[redacted]' }, 'c%72ed=%5Bredacted%5D'],
    ['sign=abc&timestamp=1', { sign: 'abc', timestamp: '1' }, 'sign=abc&timestamp=1'],
    ['subscription-key=s', { 'subscription-key': '[redacted]' }, 'subscription-key=%5Bredacted%5D'],
    ['Code=s&sig=s', { Code: '[redacted]', sig: '[redacted]' }, 'Code=%5Bredacted%5D&sig=%5Bredacted%5D'],
    ['passcode=s', { passcode: '[redacted]' }, 'passcode=%5Bredacted%5D'],
    ['postcode=1&issue_key=A-1', { postcode: '1', issue_key: 'A-1' }, 'postcode=1&issue_key=A-1'],
    ['', {}, ''],
  ])('query %j', (search, query, redacted) => {
    expect(redactQuery(search, ['cred'])).toEqual({ query, search: redacted });
  });
  it.each([
    ['a signature that is so called', { headers: [], query: ['sig'], url: false }, 'sig=s&code=%5Bredacted%5D'],
    ['a query that is signed as a whole', { headers: [], query: [], url: true }, 'sig=s&code=s'],
  ])('leaves %s', (_name, signed, redacted) => {
    expect(redactQuery('sig=s&code=s', [], signed).search).toBe(redacted);
    expect(redactQuery('token=s', [], { ...signed, query: ['token'] }).search).toBe('token=%5Bredacted%5D');
  });
  it.each(providers.map((provider) => [provider.id, provider] as const))('nothing that %s needs', (_id, provider) => {
    const { signature, proof, deliveryId, eventType } = provider;
    const signed = signedParts(provider);
    const kept = [
      deliveryId,
      eventType,
      proof && !provider.token && { from: provider.proofIn ?? 'header', name: proof },
    ];
    const schemes = new Array<SignatureScheme>().concat(signature ?? []);
    for (const scheme of schemes) kept.push(scheme.signature, scheme.timestamp);
    for (const source of kept) {
      if (!source) continue;
      for (const name of [source.name, ...('alternatives' in source ? (source.alternatives ?? []) : [])]) {
        if (source.from === 'query') expect(redactQuery(`${name}=v`, [], signed).search).toBe(`${name}=v`);
        if (source.from !== 'header') continue;
        expect(redactHeaders(new Map([[name.toLowerCase(), ['v']]]), [], signed)).toEqual({
          [name.toLowerCase()]: 'v',
        });
      }
    }
  });
});
