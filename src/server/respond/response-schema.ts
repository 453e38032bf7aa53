import Joi from 'joi';
import { DEFAULTS, REDIRECT_STATUSES, RESPONSE_TYPES } from '../../common/constants';
import {
  isSecretVariable,
  isVariable,
  parseJsonTemplate,
  templateProblem,
  textAround,
  textsIn,
  variablesIn,
} from '../../common/template';
import type { ResponseConfig } from '../../common/WebhookConfig';
import { HEADER_VALUE, isLocation, isProtected, MEDIA_TYPE, TOKEN } from './header-rules';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const STATUS = Joi.number().integer().min(DEFAULTS.responseStatus).max(599);
const REDIRECT = Joi.number().valid(...REDIRECT_STATUSES);

type Check = (text: string) => string | undefined;

/** Why the variables of a text can't be used: the secrets of the environment stay out, and a text with half a variable is no answer. */
function variableProblem(text: string): string | undefined {
  if (variablesIn(text).some(isSecretVariable)) return 'response.environment';
  const problem = templateProblem(text);
  return problem && `response.template.${problem}`;
}

/** A text in a template: the rule holds once no variable is left in it. What a variable has brought in is not searched for others. */
function template(check: Check = () => undefined): Joi.CustomValidator<string> {
  return (text, helpers) => {
    const rendered = Boolean(helpers.prefs.context?.rendered);
    const held = !rendered && variablesIn(text).length > 0;
    const problem = (rendered ? undefined : variableProblem(text)) ?? (held ? undefined : check(text));
    return problem ? helpers.error(problem) : text;
  };
}

/** A header's value, whose variables may have names that no header can hold. */
const headerText: Joi.CustomValidator<string> = (text, helpers) => {
  const sent = helpers.prefs.context?.rendered ? text : textAround(text);
  return HEADER_VALUE.test(sent) ? text : helpers.error('string.pattern.base');
};

const bodyCheck: Joi.CustomValidator = (body: unknown, helpers) => {
  const { type } = (helpers.state.ancestors as [ResponseConfig])[0];
  const rendered = Boolean(helpers.prefs.context?.rendered);
  if (body === undefined || body === null || body === '') return body;
  const isJsonText = type === 'json' && typeof body === 'string';
  const problem = rendered ? undefined : isJsonText ? jsonProblem(body) : problemIn(body);
  if (problem) return helpers.error(problem);
  if (!type || ['json', 'empty', 'redirect'].includes(type)) return body;
  return typeof body === 'string' ? checkText(type, body, rendered, helpers) : helpers.error('string.base');
};

function checkText(type: string, body: string, rendered: boolean, helpers: Joi.CustomHelpers) {
  const given = rendered || !variablesIn(body).length;
  const compact = body.replace(/\s/g, '');
  const sound = type !== 'binary' || !given || (BASE64.test(compact) && compact.length % 4 === 0);
  return sound ? body : helpers.error('response.base64');
}

function problemIn(value: unknown): string | undefined {
  return textsIn(value)
    .map(variableProblem)
    .find((problem) => problem !== undefined);
}

// Its texts are looked at one by one: an escape may stand for a brace, and braces around a text are none of a variable.
function jsonProblem(text: string): string | undefined {
  try {
    return problemIn(parseJsonTemplate(text));
  } catch {
    return variableProblem(text) ?? 'response.json';
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
    const problem = isVariable(text) ? variableProblem(text) : 'response.status';
    return problem ? helpers.error(problem) : text;
  });

const status = Joi.when('type', { is: 'redirect', then: REDIRECT.allow(null), otherwise: STATUS.allow(null) });

const FIELDS: Joi.PartialSchemaMap = {
  status: Joi.alternatives().conditional(Joi.string(), { then: statusTemplate, otherwise: status }),
  headers: Joi.array()
    .max(50)
    .items(
      Joi.object({
        name: headerName.required(),
        value: Joi.string().max(4096).allow('').custom(headerText).custom(headerValue).required(),
      }),
    )
    .allow(null),
  type: Joi.string()
    .valid(...RESPONSE_TYPES)
    .allow(null),
  contentType: Joi.string()
    .max(256)
    .custom(headerText)
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
