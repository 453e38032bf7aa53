import { isVerbatim } from '../../common/isVerbatim';
import { OPEN_OPTIONS } from '../../common/storedSecret';
import type { Secret, Verification } from '../../common/WebhookConfig';

/** Where a secret stands. */
export interface SecretPlace {
  /** an option that is no secret, but may be a variable all the same */
  shown: boolean;
  /** white space around it may belong to it */
  verbatim: boolean;
}

type Change = (secret: Secret, place: SecretPlace) => Promise<Secret>;

/**
 * Replaces every secret of a verification by what `change` makes of it; one that becomes empty goes from its list. Only the fields that
 * the type has are kept: a secret in any other place would be stored and shown as it is.
 */
export async function mapSecrets(verification: Verification, change: Change): Promise<Verification> {
  const { type } = verification;
  const place = { shown: false, verbatim: isVerbatim(verification) };
  switch (type) {
    case 'basic':
      return { type, username: verification.username, password: await change(verification.password, place) };
    case 'bearer':
      return { type, tokens: await mapList(verification.tokens, change, place) };
    case 'header':
    case 'query':
      return { type, name: verification.name, tokens: await mapList(verification.tokens, change, place) };
    case 'signature': {
      const { scheme, tolerance, custom } = verification;
      const given = verification.secrets as Secret[] | null | undefined;
      const secrets = await mapList(given ?? [], change, place);
      const options = await mapOptions(verification.options ?? undefined, change);
      return {
        type,
        scheme,
        secrets,
        ...(tolerance == null ? {} : { tolerance }),
        ...(options ? { options } : {}),
        ...(scheme === 'custom' ? { custom } : {}),
      };
    }
    case 'none':
    default:
      return { type };
  }
}

// A copy may lack its secrets until it is enabled.
async function mapList(secrets: readonly Secret[] = [], change: Change, place: SecretPlace): Promise<Secret[]> {
  return (await Promise.all(secrets.map((secret) => change(secret, place)))).filter(Boolean);
}

async function mapOptions(options: Record<string, Secret> | undefined, change: Change) {
  if (!options) return undefined;
  const entries = Object.entries(options).map(async ([name, value]) => [
    name,
    value ? await change(value, { shown: OPEN_OPTIONS.includes(name), verbatim: false }) : value,
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Record<string, Secret>;
}
