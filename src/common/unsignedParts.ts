import type { SignatureScheme } from './WebhookConfig';

/** A part of a request that anybody could change, as the signature does not cover it. */
export type UnsignedPart = 'body' | 'timestamp';

/**
 * Tells which parts of a request a scheme made by hand leaves open: the body, and the timestamp where it has one.
 * @param scheme as it is being written: any field may be missing
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
