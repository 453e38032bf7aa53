import Joi from 'joi';
import { parseJsonTemplate } from '../../common/template';
import type { ResponseConfig, Variable, WebhookConfig } from '../../common/WebhookConfig';
import type { ConfigProblem } from '../endpoint/config-problems';
import { problemsOf } from '../endpoint/config-problems';
import { withoutBadAliases } from './without-bad-aliases';

/** What replaces a password that has not been converted in a response. */
export const HIDDEN_PASSWORD = '[hidden]';

const PARTS = ['headers', 'query', 'body'] as const;

interface Extracted {
  key: string;
  alias?: string | null;
  /** name that the commercial plugin's own templates use for it */
  _var?: string | null;
}

interface CommercialConfig {
  basicAuthentication?: false | null | { username?: string | null; password?: string | null };
  request?: Partial<Record<(typeof PARTS)[number], Extracted[] | null>> | null;
  response?:
    (ResponseConfig & { statusCode?: number | null; headers?: { name: string; value: string }[] | null }) | null;
}

const extracted = Joi.array()
  .items(
    Joi.object({
      key: Joi.string().required(),
      alias: Joi.string().allow('', null),
      _var: Joi.string().allow('', null),
      // Written by some versions of its editor.
      title: Joi.string().allow('', null),
    }),
  )
  .allow(null);

const schema = Joi.object({
  basicAuthentication: Joi.alternatives(
    Joi.valid(false, null),
    Joi.object({ username: Joi.string().allow('', null), password: Joi.string().allow('', null) }),
  ),
  request: Joi.object(Object.fromEntries(PARTS.map((part) => [part, extracted]))).allow(null),
  response: Joi.object({ statusCode: Joi.number().integer().allow(null) })
    .unknown(true)
    .allow(null),
}).unknown(true);

/** Whether a configuration has the form of the commercial plugin, in whole or in part. */
export function isCommercial(config: unknown): config is CommercialConfig {
  if (!isObject(config)) return false;
  const { response } = config;
  return (
    Object.hasOwn(config, 'basicAuthentication') ||
    Object.hasOwn(config, 'request') ||
    (isObject(response) && Object.hasOwn(response, 'statusCode'))
  );
}

/**
 * Turns a configuration of NocoBase's commercial webhook plugin into one of ours: Basic credentials become the verification, extracted keys
 * become variables, and the answer becomes the response, its templates rewritten. What is ours already stays.
 * @returns the configuration, which may still be invalid; or what can't be converted, by name
 */
export function convertCommercial(config: CommercialConfig): { config: WebhookConfig } | { problems: ConfigProblem[] } {
  const problems = problemsOf(schema, config);
  if (problems.length) return { problems };
  const { basicAuthentication, request, response, ...rest } = config as CommercialConfig & WebhookConfig;
  const credentials = basicAuthentication || {};
  const { username, password } = credentials;
  if (username || password) {
    const wrong = credentialsProblem(credentials, rest);
    if (wrong) return { problems: [wrong] };
  }
  const variables = variablesOf(request ?? {}, rest.variables ?? {});
  const answer = response && responseOf(response, request ?? {});
  if (answer && 'path' in answer) return { problems: [answer] };
  return {
    config: {
      ...rest,
      ...(username && password ? { verification: { type: 'basic', username, password } } : {}),
      ...(variables ? { variables } : {}),
      ...(answer ? { response: answer } : {}),
    },
  };
}

function credentialsProblem(
  { username, password }: { username?: string | null; password?: string | null },
  { verification }: WebhookConfig,
): ConfigProblem | undefined {
  const problem = (field: string, key: string) => ({ path: `basicAuthentication${field}`, key, params: {} });
  if (verification && verification.type !== 'none') return problem('', 'commercial.twice');
  if (!username) return problem('.username', 'string.empty');
  if (!password) return problem('.password', 'string.empty');
  return password === HIDDEN_PASSWORD ? problem('.password', 'commercial.hidden') : undefined;
}

function variablesOf(
  request: NonNullable<CommercialConfig['request']>,
  given: NonNullable<WebhookConfig['variables']>,
): WebhookConfig['variables'] {
  const all = PARTS.map((part): [string, Variable[]] => {
    const taken = (request[part] ?? []).map(({ key, alias }) => ({ path: key, ...(alias ? { alias } : {}) }));
    return [part, [...(given[part] ?? []), ...taken]];
  }).filter(([, list]) => list.length);
  return all.length ? withoutBadAliases(Object.fromEntries(all)) : undefined;
}

function responseOf(
  { statusCode, ...response }: NonNullable<CommercialConfig['response']>,
  request: NonNullable<CommercialConfig['request']>,
): ResponseConfig | ConfigProblem {
  if (statusCode === undefined) return response;
  if (response.status != null && response.status !== statusCode) {
    return { path: 'response.statusCode', key: 'commercial.twice', params: {} };
  }
  const rewrite = (value: unknown): unknown => mapTexts(value, (text) => rewriteTemplates(text, request));
  const { body, headers, ...rest } = response;
  return {
    ...rest,
    ...(statusCode === null ? {} : { status: statusCode }),
    ...(headers?.length ? { headers: rewrite(headers) as ResponseConfig['headers'] } : {}),
    ...bodyOf(rest.type, rewrite(body)),
  };
}

// There, no body is an empty one, and a text goes out as it is unless it is JSON.
function bodyOf(type: ResponseConfig['type'], body: unknown): Pick<ResponseConfig, 'type' | 'body'> {
  if (body === undefined || body === null || body === '') return { type: 'empty' };
  return { type: type ?? (typeof body === 'string' && !isJson(body) ? 'text' : 'json'), body };
}

function isJson(text: string): boolean {
  try {
    parseJsonTemplate(text);
    return true;
  } catch {
    return false;
  }
}

// There, `$context.body.body_$0` is what the first key of the body has led to; here it is `$context.data.` and the key.
function rewriteTemplates(text: string, request: NonNullable<CommercialConfig['request']>): string {
  return text.replace(/\$context\.(headers|query|body)\b(?:\.([\w$]+))?/g, (whole, part: string, name?: string) => {
    const list = request[part as (typeof PARTS)[number]] ?? [];
    const key = name && list.find(({ _var }) => _var === name)?.key;
    const root = part === 'body' ? '$context.data' : `$context.${part}`;
    if (key) return `${root}.${part === 'headers' ? key.toLowerCase() : key}`;
    return part === 'body' ? whole.replace('$context.body', root) : whole;
  });
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapTexts(one, change)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
