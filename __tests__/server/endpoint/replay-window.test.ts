import { findProvider, type Provider } from '../../../src/common/providers';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { replayWindow } from '../../../src/server/endpoint/replay-window';

const DAY = 24 * 60 * 60;
const SIGNATURE = { signature: { from: 'header', name: 'X-Sig' }, algorithm: 'hmac-sha256' } as const;
const TIMED = {
  ...SIGNATURE,
  timestamp: { from: 'header', name: 'X-Time' },
  signedContent: '{timestamp}.{body}',
} as const;

function windowOf(config: WebhookConfig, more: Partial<Provider> = {}): number | undefined {
  const { verification } = config;
  const provider = findProvider(verification?.type === 'signature' ? verification.scheme : undefined);
  return replayWindow(config, provider && { ...provider, ...more });
}

const scheme = (name: string, rest: object = {}): WebhookConfig => ({
  verification: { type: 'signature', scheme: name, secrets: ['s'], ...rest },
});

describe('how long an identical signed message is a duplicate', () => {
  it.each<[string, WebhookConfig, number | undefined]>([
    ['twice the tolerance of a scheme that signs a time', scheme('slack'), 600],
    ['twice its own tolerance', scheme('zoom', { tolerance: 60 }), 120],
    ['30 days at most', scheme('stripe', { tolerance: 40 * DAY }), 30 * DAY],
    ['never where no time is signed', scheme('github'), undefined],
    ["a scheme of one's own with a time", scheme('custom', { custom: TIMED }), 600],
    ['one without', scheme('custom', { custom: SIGNATURE }), undefined],
    ['never where nothing is signed', { verification: { type: 'bearer', tokens: ['t'] } }, undefined],
    ['as it is configured', { ...scheme('github'), replayProtection: { seconds: 90 } }, 90],
    ['never, as it is configured', { ...scheme('slack'), replayProtection: false }, undefined],
  ])('%s', (_name, config, seconds) => {
    expect(windowOf(config)).toBe(seconds);
  });

  it('as an id is remembered where the provider never sends the same bytes twice', () => {
    expect(windowOf(scheme('github'), { uniqueBodies: true })).toBe(DAY);
  });
});
