import { isStoredSecret } from '../../common/storedSecret';
import type { Verification } from '../../common/WebhookConfig';
import type { Credentials } from '../receive/types';
import { mapSecrets } from './map-secrets';

/** What opening and rendering one secret takes. */
export interface SecretTools {
  open: (reference: string) => Promise<string>;
  /** the value of a variable, undefined when there is none */
  render: (template: string) => unknown;
}

/**
 * Makes the function that gives an endpoint's secrets when they are used. Stored ones are opened once; variables are looked up at each
 * use, so that a change counts at once.
 * @returns the secrets, or which variable is missing: the endpoint can't verify anybody then
 */
export function secretResolver(
  verification: Verification | undefined,
  { open, render }: SecretTools,
): () => Promise<Credentials | { missing: string }> {
  const opened = new Map<string, string>();
  return async () => {
    let missing: string | undefined;
    const resolved = await mapSecrets(verification ?? { type: 'none' }, async (secret) => {
      const stored: boolean = isStoredSecret(secret);
      const text = stored ? (opened.get(secret) ?? (await open(secret))) : secret;
      if (stored) opened.set(secret, text);
      const value = text.includes('$env') ? render(text) : text;
      if (typeof value === 'string' && value) return value;
      missing ??= stored ? 'a stored secret is empty' : `${secret.trim()} has no value`;
      return '';
    });
    return missing ? { missing } : toCredentials(resolved);
  };
}

function toCredentials(verification: Verification): Credentials {
  switch (verification.type) {
    case 'none':
      return { secrets: [], options: {} };
    case 'basic':
      return { secrets: [verification.password], options: {} };
    case 'signature':
      return { secrets: verification.secrets, options: verification.options ?? {} };
    default:
      return { secrets: verification.tokens, options: {} };
  }
}
