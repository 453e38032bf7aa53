import Joi from 'joi';
import { BODY_FORMATS, METHODS, SIGNED_BODIES } from '../../common/constants';
import { CREDENTIAL_HEADERS } from '../../common/credentialHeaders';
import { providers, PUBLIC_URL, type Provider, type ProviderOption } from '../../common/providers';
import { allowlistErrors } from '../../common/allowlist';
import { corsSchema, formResponseSchema, responseSchema, TOKEN } from '../respond';
import { customScheme } from '../verify/custom-scheme';
import { parsePath } from './path-pattern';

const MEBIBYTE = 1024 * 1024;

/** Longest tolerance of timestamps, in seconds: some thirty years, for recorded requests that are replayed. */
export const MAX_TOLERANCE = 1_000_000_000;
/** Largest body that any endpoint may be given, in bytes. */
export const MAX_BODY_CEILING = 16 * MEBIBYTE;
/** Longest time that an idempotency key is remembered, in seconds: 30 days. */
export const MAX_DEDUPLICATION = 2_592_000;
/** Longest name of a header, parameter or field that holds an idempotency key. */
const MAX_KEY_NAME = 256;
/** Longest time that a synchronous call may be given, in milliseconds: below what proxies usually wait. */
export const MAX_TIMEOUT = 600_000;

const path = Joi.string().custom((value: string, helpers) => {
  const parsed = parsePath(value);
  return typeof parsed === 'string' ? helpers.error(parsed) : value;
});

const allowlistLine = (line: string, helpers: Joi.CustomHelpers) => {
  const problem = allowlistErrors([line]).at(0);
  return problem ? helpers.error('network', { text: problem.message }) : line;
};

const variables = Joi.array()
  .max(200)
  .items(Joi.object({ path: Joi.string().max(512).required(), alias: Joi.string().max(128).allow('', null) }));

const secret = Joi.string()
  .max(16_384)
  .custom((value: string, helpers) => (value.trim() ? value : helpers.error('string.empty')));
const tokens = Joi.array().items(secret).min(1).max(10).required();

const OPTION = Joi.string().max(65_536);
const CUSTOM: Pick<Provider, 'id' | 'options'> = { id: 'custom', options: [PUBLIC_URL] };

function optionsRule({ id, options = [] }: Pick<Provider, 'id' | 'options'>) {
  const keys = Joi.object(Object.fromEntries(options.map((option) => [option.name, optionRule(option)])));
  return { is: id, then: options.some(({ required }) => required) ? keys.required() : keys.allow(null) };
}

function optionRule({ required, isSwitch }: ProviderOption): Joi.Schema {
  // Anything else would leave open what it means.
  if (isSwitch) return Joi.string().valid('true', 'false', '', null);
  return required ? OPTION.required() : OPTION.allow('', null);
}

const CREDENTIALS: Record<string, Joi.PartialSchemaMap> = {
  none: {},
  // RFC 7617 has no way to write a colon in a user name.
  basic: {
    username: Joi.string()
      .max(256)
      .pattern(/^[^:]+$/)
      .required(),
    password: secret.required(),
  },
  bearer: { tokens },
  header: { name: Joi.string().pattern(TOKEN).max(128).required(), tokens },
  query: { name: Joi.string().max(128).required(), tokens },
};

function signatureRule(known: readonly Provider[]): Joi.PartialSchemaMap {
  const optionalSecrets = Joi.array().items(secret).max(10);
  return {
    scheme: Joi.string()
      .valid('custom', ...known.map(({ id }) => id))
      .required(),
    secrets: Joi.when('scheme', {
      switch: known.map(({ id, secretOptional }) => ({ is: id, then: secretOptional ? optionalSecrets : tokens })),
      otherwise: tokens,
    }),
    tolerance: Joi.number().integer().min(1).max(MAX_TOLERANCE).allow(null),
    options: Joi.when('scheme', { switch: [CUSTOM, ...known].map(optionsRule), otherwise: Joi.any() }),
    custom: Joi.when('scheme', { is: 'custom', then: customScheme.required(), otherwise: Joi.any() }),
  };
}

function verificationRule(known: readonly Provider[]) {
  const types = { ...CREDENTIALS, signature: signatureRule(known) };
  return Joi.object({
    type: Joi.string()
      .valid(...Object.keys(types))
      .required(),
  }).when('.type', {
    switch: Object.entries(types).map(([type, fields]) => ({ is: type, then: Joi.object(fields) })),
  });
}

/** The schema of a configuration that may name these providers: the only list of its keys (ADR 11). An absent field may also be null or, where a form leaves it so, empty. */
export const configSchemaFor = (known: readonly Provider[]) =>
  Joi.object({
    path: path.allow('', null),
    methods: Joi.array()
      .items(Joi.string().valid(...METHODS))
      .min(1)
      .unique()
      .allow(null),
    maxBodySize: Joi.number().integer().min(1).max(MAX_BODY_CEILING).allow(null),
    timeout: Joi.number().integer().min(1).max(MAX_TIMEOUT).allow(null),
    response: responseSchema.allow(null),
    failureResponse: responseSchema.allow(null),
    timeoutResponse: responseSchema.allow(null),
    rawBody: Joi.boolean().allow(null),
    exposeHeaders: Joi.array()
      .items(
        Joi.string()
          .valid(...CREDENTIAL_HEADERS)
          .insensitive(),
      )
      .unique((one: string, other: string) => one.toLowerCase() === other.toLowerCase())
      .allow(null),
    format: Joi.string()
      .valid(...BODY_FORMATS)
      .allow(null),
    payloadField: Joi.string().max(128).allow('', null),
    files: Joi.object({
      collection: Joi.string().max(128).allow('', null),
      storage: Joi.string().max(128).allow('', null),
    }).allow(null),
    signedBody: Joi.string()
      .valid(...SIGNED_BODIES)
      .allow(null),
    verification: verificationRule(known).allow(null),
    allowlist: Joi.array().max(1_000).items(Joi.string().max(256).custom(allowlistLine)).allow(null),
    rateLimit: Joi.object({
      requests: Joi.number().integer().min(1).max(1_000_000).required(),
      seconds: Joi.number().integer().min(1).max(86_400).required(),
    }).allow(null),
    deduplication: Joi.object({
      source: Joi.string().valid('header', 'query', 'body').required(),
      key: Joi.string()
        .max(MAX_KEY_NAME)
        .required()
        .when('source', { is: 'header', then: Joi.string().pattern(TOKEN) }),
      seconds: Joi.number().integer().min(1).max(MAX_DEDUPLICATION).allow(null),
    }).allow(null),
    replayProtection: Joi.alternatives()
      .try(Joi.valid(false), Joi.object({ seconds: Joi.number().integer().min(1).max(MAX_DEDUPLICATION).required() }))
      .allow(null),
    cors: corsSchema.allow(null),
    formResponse: formResponseSchema.allow(null),
    variables: Joi.object({ headers: variables, query: variables, body: variables }).allow(null),
  });

/** The schema of a configuration. */
export const configSchema = configSchemaFor(providers);
