import { REDACTED } from '../../inbox/row/redact';
import type { Credentials, Endpoint } from '../../model/endpoint';

// Shorter ones would be found in words by chance.
const MIN_LENGTH = 4;

/** The secrets of an endpoint that may stand in a body: its tokens and keys, and the options of its scheme that are secret. */
export async function secretsOf(endpoint: Endpoint | string): Promise<readonly string[]> {
  if (typeof endpoint === 'string') return [];
  const credentials = await endpoint.credentials().catch((): Partial<Credentials> => ({}));
  if (!('secrets' in credentials)) return [];
  const { secrets = [], options = {} } = credentials;
  return [...secrets, ...endpoint.secretOptions.map((name) => options[name] ?? '')];
}

/**
 * A body as it may be shown: each of the secrets in it is replaced, as it is, or as JSON or a form writes it. What is stored stays as it was
 * sent.
 */
export function withoutSecrets(body: Buffer, secrets: readonly string[]): Buffer {
  const written = new Set(
    secrets
      .filter((secret) => secret.length >= MIN_LENGTH)
      .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]),
  );
  // A secret may begin with another.
  const longestFirst = [...written].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((bytes, secret) => replaced(bytes, Buffer.from(secret)), body);
}

function replaced(body: Buffer, secret: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = body.indexOf(secret); at >= 0; at = body.indexOf(secret, from)) {
    pieces.push(body.subarray(from, at), Buffer.from(REDACTED));
    from = at + secret.length;
  }
  return pieces.length ? Buffer.concat([...pieces, body.subarray(from)]) : body;
}
