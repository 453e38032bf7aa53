import type { SignatureScheme } from './WebhookConfig';

/** A part of a request that the signature does not cover, so that an attacker could change it. */
export type UnsignedPart = 'body' | 'timestamp';

/**
 * The parts of a request that a custom scheme leaves unsigned: the body, and the timestamp where there is one.
 * @param scheme possibly incomplete
 */
export function unsignedParts({ signedContent, timestamp }: Partial<SignatureScheme>): UnsignedPart[] {
  const content = signedContent || '{body}';
  const holds = (...names: string[]) => names.some((name) => content.toLowerCase().includes(`{${name.toLowerCase()}}`));
  const open: UnsignedPart[] = holds('body') ? [] : ['body'];
  if (!timestamp?.name) return open;
  const { from, name } = timestamp;
  const covered =
    holds('timestamp', `${from}.${name}`) ||
    (from === 'body' && holds('body')) ||
    (from === 'query' && holds('query', 'url'));
  return covered ? open : [...open, 'timestamp'];
}
