import type { ObjectSchema } from 'joi';
import { type Provider, providers } from '../../common/providers';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { aliasProblems } from './alias-problems';
import { configSchema, configSchemaFor } from './config-schema';
import { nearestKey } from './nearest-key';
import { secretProblems } from './secret-problems';

/** One bad value: where it is (`response.headers.0.name`), and which message with which parameters says why. */
export interface ConfigProblem {
  path: string;
  /** key of the locale files, without its `server.` prefix */
  key: string;
  params: Record<string, unknown>;
}

// Searching for the key that was meant takes milliseconds each time, and a body has room for a hundred thousand keys. A configuration with
// more unknown ones is of another kind altogether.
const SUGGESTIONS = 20;
const SHOWN = 20;
const SHOWN_NAME = 64;

/**
 * Checks a configuration: one that is about to be saved, or one of any origin that the table holds. See ADR 11.
 * @param config `null` and `undefined` are no configuration: an endpoint must not stand open because its row lost it. An empty one is `{}`.
 * @param known the providers that it may name
 * @returns every problem found; empty when the configuration is good. No problem repeats a value, as it may be a secret.
 */
export function configProblems(config: unknown, known: readonly Provider[] = providers): ConfigProblem[] {
  const hidden = prototypeKeys(config).map((path) => ({ path, key: 'object.unknown', params: {} }));
  if (hidden.length) return hidden;
  const schema = known === providers ? configSchema : configSchemaFor(known);
  const problems = problemsOf(schema, config ?? null);
  if (problems.length) return problems;
  const { verification, variables } = config as WebhookConfig;
  return [...secretProblems(verification, known), ...aliasProblems(variables)];
}

/** The same for another schema. */
export function problemsOf(schema: ObjectSchema, config: unknown): ConfigProblem[] {
  const { error } = schema.validate(config, { abortEarly: false, convert: false });
  const details = error?.details ?? [];
  return details.map(({ path, type, context }) => {
    const worthwhile = type === 'object.unknown' && details.length <= SUGGESTIONS;
    const suggestion = worthwhile ? nearestKey(schema, path, config) : undefined;
    return {
      path: path.join('.') || 'config',
      key: suggestion === undefined ? type : `${type}.near`,
      params: {
        limit: context?.limit as unknown,
        valids: (context?.valids as unknown[] | undefined)
          ?.filter((valid) => ['string', 'number'].includes(typeof valid))
          .join(', '),
        text: context?.text as unknown,
        suggestion,
      },
    };
  });
}

/** The problems that are worth showing: the first 20, the names of their fields cut to 64 characters. */
export function shownProblems<T extends { path: string }>(problems: readonly T[]): T[] {
  const cut = (name: string) => (name.length > SHOWN_NAME ? `${name.slice(0, SHOWN_NAME)}…` : name);
  return problems.slice(0, SHOWN).map((problem) => ({ ...problem, path: problem.path.split('.').map(cut).join('.') }));
}

/** Paths of keys named `__proto__`, as JSON text may hold. The schema takes what they hold for fields of the object, which nothing else does. */
function prototypeKeys(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === '__proto__' ? [[...path, name].join('.')] : prototypeKeys(one, [...path, name]),
  );
}

/** Tells whether the problem is only that a secret has not been entered yet. */
export function isMissingSecret({ path, key }: ConfigProblem): boolean {
  return (
    /^verification\.(password|tokens|secrets|options)(\.|$)/.test(path) &&
    ['string.empty', 'array.min', 'any.required', 'secret.none'].includes(key)
  );
}
