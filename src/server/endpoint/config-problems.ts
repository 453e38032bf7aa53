import type { ObjectSchema } from 'joi';
import { type Provider, providers } from '../../common/providers';
import { isStoredSecret } from '../../common/storedSecret';
import type { Verification, WebhookConfig } from '../../common/WebhookConfig';
import { keyProblem, optionProblem, providerKeyProblem, readCustomScheme } from '../verify';
import { configSchema } from './config-schema';
import { nearestKey } from './nearest-key';

/** One bad value: where it is (`response.headers.0.name`), and which message with which parameters says why. */
export interface ConfigProblem {
  path: string;
  /** key of the locale files, without its `server.` prefix */
  key: string;
  params: Record<string, unknown>;
}

/**
 * Checks a configuration as it is about to be saved.
 * @returns every problem found; empty when the configuration is good. No problem repeats a value, as it may be a secret.
 */
export function configProblems(config: unknown): ConfigProblem[] {
  const problems = problemsOf(configSchema, config);
  return problems.length ? problems : keyProblems((config as WebhookConfig | null | undefined)?.verification);
}

/** The same for another schema. */
export function problemsOf(schema: ObjectSchema, config: unknown): ConfigProblem[] {
  const { error } = schema.validate(config ?? {}, { abortEarly: false, convert: false });
  return (error?.details ?? []).map(({ path, type, context }) => {
    const suggestion = type === 'object.unknown' ? nearestKey(schema, path) : undefined;
    return {
      path: path.join('.') || 'config',
      key: suggestion === undefined ? type : `${type}.near`,
      params: {
        limit: context?.limit,
        valids: (context?.valids as unknown[] | undefined)
          ?.filter((valid) => ['string', 'number'].includes(typeof valid))
          .join(', '),
        text: context?.text,
        suggestion,
      },
    };
  });
}

type Signed = Extract<Verification, { type: 'signature' }>;

// What was pasted can be tried at once; what a variable holds, or the server keeps, is only known when it is used.
function keyProblems(verification: Verification | null | undefined): ConfigProblem[] {
  if (verification?.type !== 'signature') return [];
  const check = keyCheck(verification);
  const secrets = (verification.secrets ?? []).flatMap((secret, index) => {
    const key = isLiteral(secret) ? check?.(secret) : undefined;
    return key ? [{ path: `verification.secrets.${index}`, key, params: {} }] : [];
  });
  return [...secrets, ...proofProblems(verification), ...optionProblems(verification)];
}

function proofProblems({ scheme, secrets, options }: Signed): ConfigProblem[] {
  const option = providerOf(scheme)?.insteadOfSecret;
  if (!option || secrets?.length || options?.[option]) return [];
  return [{ path: 'verification.secrets', key: 'secret.none', params: { option } }];
}

function keyCheck({ scheme, custom }: Signed): ((secret: string) => string | undefined) | undefined {
  if (scheme === 'custom') return (secret) => keyProblem(readCustomScheme(custom), secret);
  const provider = providerOf(scheme);
  return provider && ((secret) => providerKeyProblem(provider, secret));
}

function optionProblems({ scheme, options }: Signed): ConfigProblem[] {
  return (providerOf(scheme)?.options ?? []).flatMap((option) => {
    const value = options?.[option.name];
    const problem = value && isLiteral(value) ? optionProblem(option, value) : undefined;
    if (!problem) return [];
    return [{ path: `verification.options.${option.name}`, key: problem.key, params: { limit: problem.limit } }];
  });
}

function providerOf(scheme: string): Provider | undefined {
  return providers.find(({ id }) => id === scheme);
}

function isLiteral(secret: string): boolean {
  return !secret.includes('$env') && !isStoredSecret(secret);
}

/** Tells whether the problem is only that a secret has not been entered yet. */
export function isMissingSecret({ path, key }: ConfigProblem): boolean {
  return (
    /^verification\.(password|tokens|secrets|options)(\.|$)/.test(path) &&
    ['string.empty', 'array.min', 'any.required', 'secret.none'].includes(key)
  );
}
