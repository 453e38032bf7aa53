import type { Exchange, WorkflowContext } from '../../../../src/server/model/delivery';
import { deliveryKeys } from '../../../../src/server/inbox/row/delivery-key';

interface Parts {
  workflowKey?: string;
  source?: string;
  idempotencyKey?: string | null;
  proof?: string;
  replayWindow?: number;
  replayOf?: string;
}

function keys({ workflowKey = 'w', source = 'header:x-id', idempotencyKey = 'a', replayWindow, ...rest }: Parts) {
  const endpoint = { workflowKey, deduplication: { source, seconds: 60 }, replayWindow };
  const exchange = { endpoint, request: { receivedAt: 1_000 }, ...rest };
  return deliveryKeys(exchange as Exchange, { delivery: { idempotencyKey } } as WorkflowContext);
}

describe('the keys that find duplicates', () => {
  const { dedupKey } = keys({});
  it.each<[string, Parts]>([
    ['another workflow', { workflowKey: 'v' }],
    ['another source', { source: 'query:x-id' }],
    ['another key', { idempotencyKey: 'b' }],
  ])('differ for %s', (_name, parts) => expect(keys(parts).dedupKey).not.toBe(dedupKey));

  it('are digests, the same for the same, and held for a time', () => {
    expect(dedupKey).toMatch(/^[0-9a-f]{64}$/);
    expect(keys({})).toEqual({ dedupKey, dedupUntil: new Date(61_000) });
  });

  it.each([null, ''])('are absent for %j', (idempotencyKey) => expect(keys({ idempotencyKey })).toEqual({}));

  it('hold the signed message as long as it is protected', () => {
    const { proofKey, proofUntil } = keys({ proof: 'p', replayWindow: 600 });
    expect([proofKey?.length, proofUntil]).toEqual([64, new Date(601_000)]);
    expect(keys({ proof: 'q', replayWindow: 600 }).proofKey).not.toBe(proofKey);
    expect(keys({ proof: 'p' }).proofKey).toBeUndefined();
  });

  it('are none of a replay', () => {
    expect(keys({ proof: 'p', replayWindow: 600, replayOf: 'x' })).toEqual({});
  });
});
