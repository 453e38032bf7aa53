import { OPEN_OPTIONS } from '../../common/storedSecret';
import type { Secret, Verification } from '../../common/WebhookConfig';

type Change = (secret: Secret) => Promise<Secret>;

/** Replaces every secret of a verification by what `change` makes of it; one that becomes empty goes from its list; all else stays. */
export async function mapSecrets(verification: Verification, change: Change): Promise<Verification> {
  switch (verification.type) {
    case 'basic':
      return { ...verification, password: await change(verification.password) };
    case 'bearer':
    case 'header':
    case 'query':
      return { ...verification, tokens: await mapList(verification.tokens, change) };
    case 'signature': {
      const secrets = await mapList(verification.secrets ?? [], change);
      return { ...verification, secrets, options: await mapOptions(verification.options, change) };
    }
    default:
      return verification;
  }
}

async function mapList(secrets: readonly Secret[], change: Change): Promise<Secret[]> {
  return (await Promise.all(secrets.map(change))).filter(Boolean);
}

async function mapOptions(options: Record<string, Secret> | undefined, change: Change) {
  if (!options) return undefined;
  const entries = Object.entries(options).map(async ([name, value]) => [
    name,
    OPEN_OPTIONS.includes(name) || !value ? value : await change(value),
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Record<string, Secret>;
}
