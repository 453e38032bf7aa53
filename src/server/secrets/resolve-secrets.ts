import { isStoredSecret } from '../../common/storedSecret';
import type { Verification } from '../../common/WebhookConfig';
import type { Credentials } from '../model/endpoint';
import { mapSecrets } from './map-secrets';
import { renderSecret } from './render-secret';
import { SecretError } from './SecretError';

/** What opening and rendering one secret takes. */
export interface SecretTools {
  open: (reference: string) => Promise<string>;
  /** the value of a variable, undefined when there is none */
  render: (template: string) => unknown;
}

/**
 * Makes the function that gives an endpoint's secrets when they are used. Stored ones are opened once; variables are looked up at each
 * use, so that a change counts at once.
 * @returns the secrets, or which one is missing or can't be decrypted: the endpoint can't verify anybody then.
 * Throws only when the database does.
 */
export function secretResolver(
  verification: Verification | undefined,
  { open, render }: SecretTools,
): () => Promise<Credentials | { missing: string }> {
  const opened = new Map<string, string>();
  const textOf = async (secret: string): Promise<string | undefined> => {
    if (!isStoredSecret(secret)) return secret;
    const text = opened.get(secret) ?? (await open(secret).catch(ofSecretError));
    if (text) opened.set(secret, text);
    return text;
  };
  return async () => {
    let missing: string | undefined;
    const resolved = await mapSecrets(verification ?? { type: 'none' }, async (secret, { verbatim }) => {
      const text = await textOf(secret);
      if (!text) {
        missing ??=
          'a stored secret is gone, or was encrypted with another key than this application has: enter it again';
        return '';
      }
      const value = renderSecret(text, verbatim ? render : trimmed(render));
      if (typeof value === 'string') return value;
      missing ??= value.missing;
      return '';
    });
    return missing ? { missing } : toCredentials(resolved);
  };
}

// A variable that was copied from somewhere often ends with a line feed.
function trimmed(render: SecretTools['render']): SecretTools['render'] {
  return (template) => {
    const value = render(template);
    return typeof value === 'string' ? value.trim() : value;
  };
}

function ofSecretError(error: unknown): undefined {
  if (!(error instanceof SecretError)) throw error;
}

function toCredentials(verification: Verification): Credentials {
  switch (verification.type) {
    case 'none':
      return { secrets: [], options: {} };
    case 'basic':
      return { secrets: [verification.password], options: {} };
    case 'signature':
      return { secrets: verification.secrets, options: verification.options ?? {} };
    case 'bearer':
    case 'header':
    case 'query':
    default:
      return { secrets: verification.tokens, options: {} };
  }
}
