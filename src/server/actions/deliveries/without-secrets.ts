import type Database from '@nocobase/database';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { REDACTED } from '../../inbox/row/redact';
import type { Credentials, Endpoint } from '../../model/endpoint';

// Shorter ones would be found in words by chance.
const MIN_LENGTH = 4;

/** What an endpoint's secrets are found by. */
export interface SecretsTools {
  db: Database;
  /** the endpoint that a version would have if it were enabled */
  compile: (workflow: WorkflowModel) => Endpoint;
}

/**
 * The secrets of an endpoint that may stand in a body: its tokens and keys, and the options of its scheme that are secret. Those of a disabled
 * workflow are those of its newest version; a workflow that is gone has none any more.
 */
export async function secretsOf(
  { db, compile }: SecretsTools,
  endpoint: Endpoint | 'disabled' | 'gone',
  workflowKey: string,
): Promise<readonly string[]> {
  if (typeof endpoint !== 'string') return secretsIn(endpoint);
  const newest = (await db
    .getRepository('workflows')
    .findOne({ filter: { key: workflowKey }, sort: '-id' })) as WorkflowModel | null;
  return newest ? secretsIn(compile(newest)) : [];
}

async function secretsIn({ credentials, secretOptions }: Endpoint): Promise<readonly string[]> {
  const found = await credentials().catch((): Partial<Credentials> => ({}));
  if (!('secrets' in found)) return [];
  const { secrets = [], options = {} } = found;
  return [...secrets, ...secretOptions.map((name) => options[name] ?? '')];
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
