import Joi from 'joi';
import { DEFAULTS, REDIRECT_STATUSES, RESPONSE_TYPES } from '../../common/constants';
import { isSecretVariable, isVariable, parseJsonTemplate, variablesIn } from '../../common/template';
import type { ResponseConfig } from '../../common/WebhookConfig';
import { HEADER_VALUE, isLocation, isProtected, MEDIA_TYPE, TOKEN } from './header-rules';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const STATUS = Joi.number().integer().min(DEFAULTS.responseStatus).max(599);
const REDIRECT = Joi.number().valid(...REDIRECT_STATUSES);

type Check = (text: string) => string | undefined;

/** A text in a template: the secrets of the environment stay out, and the rule holds once no variable is left in it. */
function template(check: Check = () => undefined): Joi.CustomValidator<string> {
  return (text, helpers) => {
    const variables = variablesIn(text);
    if (variables.some(isSecretVariable)) return helpers.error('response.environment');
    const problem = variables.length && !helpers.prefs.context?.rendered ? undefined : check(text);
    return problem ? helpers.error(problem) : text;
  };
}

const bodyCheck: Joi.CustomValidator = (body: unknown, helpers) => {
  const { type } = (helpers.state.ancestors as [ResponseConfig])[0];
  const rendered = Boolean(helpers.prefs.context?.rendered);
  if (!rendered && secretIn(body)) return helpers.error('response.environment');
  if (body === undefined || body === null || body === '' || !type || type === 'empty' || type === 'redirect')
    return body;
  if (type !== 'json')
    return typeof body === 'string' ? checkText(type, body, rendered, helpers) : helpers.error('string.base');
  return rendered || typeof body !== 'string' || isJson(body) ? body : helpers.error('response.json');
};

function checkText(type: string, body: string, rendered: boolean, helpers: Joi.CustomHelpers) {
  const given = rendered || !variablesIn(body).length;
  const compact = body.replace(/\s/g, '');
  const sound = type !== 'binary' || !given || (BASE64.test(compact) && compact.length % 4 === 0);
  return sound ? body : helpers.error('response.base64');
}

function secretIn(value: unknown): boolean {
  if (typeof value === 'string') return variablesIn(value).some(isSecretVariable);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, item]) => secretIn(name) || secretIn(item));
}

function isJson(text: string): boolean {
  try {
    parseJsonTemplate(text);
    return true;
  } catch {
    return false;
  }
}

const headerName = Joi.string()
  .max(128)
  .pattern(TOKEN)
  .custom((name: string, helpers) => {
    const { allowCookies, type } = (helpers.state.ancestors as ResponseConfig[]).at(2) ?? {};
    if (type === 'redirect' && name.toLowerCase() === 'location') return helpers.error('header.location');
    const cookie = name.toLowerCase() === 'set-cookie';
    if (cookie && !allowCookies) return helpers.error('header.cookie');
    return isProtected(name) ? helpers.error('header.protected') : name;
  });

const headerValue: Joi.CustomValidator<string> = (value, helpers) => {
  const { name } = (helpers.state.ancestors as [{ name?: unknown }])[0];
  const isPlace = typeof name === 'string' && name.toLowerCase() === 'location';
  return template((text) => (isPlace && !isLocation(text) ? 'response.location' : undefined))(value, helpers);
};

const statusTemplate = Joi.string()
  .max(512)
  .custom((text: string, helpers) => {
    if (!isVariable(text)) return helpers.error('response.status');
    return isSecretVariable(text) ? helpers.error('response.environment') : text;
  });

const status = Joi.when('type', { is: 'redirect', then: REDIRECT.allow(null), otherwise: STATUS.allow(null) });

const FIELDS: Joi.PartialSchemaMap = {
  status: Joi.alternatives().conditional(Joi.string(), { then: statusTemplate, otherwise: status }),
  headers: Joi.array()
    .max(50)
    .items(
      Joi.object({
        name: headerName.required(),
        value: Joi.string().pattern(HEADER_VALUE).max(4096).allow('').custom(headerValue).required(),
      }),
    )
    .allow(null),
  type: Joi.string()
    .valid(...RESPONSE_TYPES)
    .allow(null),
  contentType: Joi.string()
    .max(256)
    .pattern(HEADER_VALUE)
    .custom(template((text) => (MEDIA_TYPE.test(text) ? undefined : 'response.contentType')))
    .allow('', null),
  location: Joi.when('type', {
    is: 'redirect',
    then: Joi.string()
      .max(8192)
      .custom(template((text) => (isLocation(text) ? undefined : 'response.location')))
      .required(),
    otherwise: Joi.any(),
  }),
  allowCookies: Joi.boolean().allow(null),
  body: Joi.any().custom(bodyCheck),
};

/** A response as it is configured: its texts may hold variables. */
export const responseSchema = Joi.object(FIELDS);

/** The configuration of the HTTP Response node. */
export const responseNodeSchema = responseSchema.keys({ continue: Joi.boolean().allow(null) }).unknown(true);

/** A response whose variables have been filled in; to be validated with the context `{ rendered: true }`. */
export const renderedSchema = Joi.object({
  ...FIELDS,
  status: status.required(),
});
