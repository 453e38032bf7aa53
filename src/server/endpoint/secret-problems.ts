import type { Provider } from '../../common/providers';
import { isVerbatim } from '../../common/isVerbatim';
import { isStoredSecret, isVariable } from '../../common/storedSecret';
import type { Verification } from '../../common/WebhookConfig';
import { readCustomScheme } from '../verify/custom-scheme';
import { keyProblem, optionProblem, providerKeyProblem, tokenProblem } from '../verify/key-problems';
import type { ConfigProblem } from './config-problems';

type Signed = Extract<Verification, { type: 'signature' }>;

/**
 * What is wrong with the secrets and options of a verification. What was pasted can be tried at once; what a variable holds, or the server keeps,
 * is only known when it is used.
 * @param verification of a configuration that is valid otherwise
 * @param known the providers that it may name
 */
export function secretProblems(
  verification: Verification | null | undefined,
  known: readonly Provider[],
): ConfigProblem[] {
  if (!verification || verification.type === 'none') return [];
  const provider = verification.type === 'signature' ? known.find(({ id }) => id === verification.scheme) : undefined;
  const check = keyCheck(verification, provider);
  const verbatim = isVerbatim(verification);
  const secrets = secretsOf(verification).flatMap(({ path, secret }) => {
    const key = verbatim && isPadded(secret) ? 'secret.blank' : isLiteral(secret) ? check?.(secret) : undefined;
    return key ? [{ path: `verification.${path}`, key, params: {} }] : [];
  });
  if (verification.type !== 'signature') return secrets;
  return [...secrets, ...proofProblems(verification, provider), ...optionProblems(verification, provider)];
}

function secretsOf(verification: Exclude<Verification, { type: 'none' }>): { path: string; secret: string }[] {
  if (verification.type === 'basic') return [{ path: 'password', secret: verification.password }];
  const [name, list] =
    verification.type === 'signature' ? ['secrets', verification.secrets] : ['tokens', verification.tokens];
  return ((list as string[] | undefined) ?? []).map((secret, index) => ({ path: `${name}.${index}`, secret }));
}

// Blanks around a single variable are none of its value.
function isPadded(secret: string): boolean {
  return secret !== secret.trim() && !isVariable(secret);
}

function proofProblems({ secrets, options }: Partial<Signed>, provider: Provider | undefined): ConfigProblem[] {
  const option = provider?.insteadOfSecret;
  if (!option || secrets?.length || options?.[option]) return [];
  return [{ path: 'verification.secrets', key: 'secret.none', params: { option } }];
}

function keyCheck(
  verification: Verification,
  provider: Provider | undefined,
): ((secret: string) => string | undefined) | undefined {
  if (verification.type === 'bearer' || verification.type === 'header') return (token) => tokenProblem(token.trim());
  if (verification.type !== 'signature') return undefined;
  const { scheme, custom } = verification;
  if (scheme === 'custom') return (secret) => keyProblem(readCustomScheme(custom), secret);
  return provider && ((secret) => providerKeyProblem(provider, secret.trim()));
}

function optionProblems({ options }: Signed, provider: Provider | undefined): ConfigProblem[] {
  return (provider?.options ?? []).flatMap((option) => {
    const value = options?.[option.name];
    const problem = value && isLiteral(value) ? optionProblem(option, value.trim()) : undefined;
    if (!problem) return [];
    return [{ path: `verification.options.${option.name}`, key: problem.key, params: { limit: problem.limit } }];
  });
}

function isLiteral(secret: string): boolean {
  return !secret.includes('$env') && !isStoredSecret(secret);
}
