import type { Provider } from '../../common/providers';
import type { SignatureScheme } from '../../common/WebhookConfig';
import type { SignedParts } from '../model/endpoint';

const PLACEHOLDER = /\{(url|query|header\.[^{}\s]+|query\.[^{}\s]+)\}/g;

/**
 * Lists what a signature scheme reads beside the body: without it a stored delivery can't be verified again.
 * @param provider a provider of the catalogue, or a custom scheme as its `signature`
 */
export function signedParts({ signature, proof, proofIn, signsUrl }: Partial<Provider>): SignedParts {
  const headers = new Set<string>();
  const query = new Set<string>();
  const add = (from: string | undefined, ...names: readonly string[]) => {
    if (from === 'query') for (const name of names) query.add(name);
    if (from === 'header') for (const name of names) headers.add(name.toLowerCase());
  };
  if (proof) add(proofIn ?? 'header', proof);
  let url = signsUrl ?? false;
  for (const scheme of [signature ?? []].flat() as readonly SignatureScheme[]) {
    for (const source of [scheme.signature, scheme.timestamp]) {
      if (source) add(source.from, source.name, ...(source.alternatives ?? []));
    }
    for (const [, name] of (scheme.signedContent ?? '').matchAll(PLACEHOLDER)) {
      const dot = name.indexOf('.');
      if (dot < 0) url = true;
      else if (name.startsWith('header')) add('header', ...name.slice(dot + 1).split(','));
      else add('query', name.slice(dot + 1));
    }
  }
  return { headers: [...headers], query: [...query], url };
}
