import Joi from 'joi';
import type { SignatureScheme } from '../../common/WebhookConfig';
import { compileSignedContent } from './signed-content';

const source = (...from: string[]) => ({
  from: Joi.string()
    .valid(...from)
    .required(),
  name: Joi.string().max(256).required(),
  alternatives: Joi.array().items(Joi.string().max(256)).max(8).allow(null),
});

const template = (value: string, helpers: Joi.CustomHelpers) => {
  try {
    return compileSignedContent(value).isConstant ? helpers.error('scheme.constant') : value;
  } catch {
    return helpers.error('scheme.placeholder');
  }
};

const signedContent = Joi.string().max(2_048).custom(template).allow('', null);

const timestamp = Joi.object({
  ...source('header', 'query', 'body', 'field'),
  unit: Joi.string().valid('s', 'ms', 'iso').allow('', null),
});

/**
 * A custom scheme as it may be saved; an absent field may also be null or empty. Errors beside those of Joi: `scheme.placeholder` (unknown),
 * `scheme.constant` (no part of the request is signed), `scheme.secret` (a digest without a key).
 */
export const customScheme = Joi.object({
  signature: Joi.object(source('header', 'query', 'body')).required(),
  algorithm: Joi.string()
    .valid('hmac-sha1', 'hmac-sha256', 'hmac-sha512', 'sha256', 'ed25519', 'rsa-sha256', 'ecdsa-p256')
    .required(),
  encoding: Joi.string().valid('hex', 'base64', 'base64url').allow('', null),
  anyCase: Joi.boolean().allow(null),
  padded: Joi.boolean().allow(null),
  prefix: Joi.string().max(64).allow('', null),
  separator: Joi.string().max(8).allow('', null),
  // A timestamp in a pair beside the signature needs the name of the signature's own pair.
  field: Joi.string()
    .max(64)
    .when('timestamp.from', { is: 'field', then: Joi.required(), otherwise: Joi.allow('', null) }),
  signedContent: Joi.when('algorithm', {
    is: 'sha256',
    // A plain digest proves nothing unless the secret is in what it covers.
    then: Joi.string()
      .required()
      .custom((value: string, helpers) => (value.includes('{secret}') ? value : helpers.error('scheme.secret')))
      .concat(signedContent),
    otherwise: signedContent,
  }),
  keyEncoding: Joi.when('algorithm', {
    is: Joi.string()
      .pattern(/^hmac-/)
      .required(),
    then: Joi.string().valid('utf8', 'base64', 'hex', 'whsec', '', null),
    otherwise: Joi.string().valid('utf8', 'base64', 'hex', 'whsec', 'pem', '', null),
  }),
  timestamp: Joi.when('signedContent', {
    is: Joi.string()
      .pattern(/\{timestamp\}/)
      .required(),
    then: timestamp.required(),
    otherwise: timestamp.allow(null),
  }),
});

/**
 * Reads a saved custom scheme, without the fields that a person cleared in the form.
 * @throws Error for a value that could not have been saved
 */
export function readCustomScheme(value: unknown): SignatureScheme {
  const { error } = customScheme.required().validate(value, { convert: false });
  if (error) throw new Error(`verification.custom.${error.details[0].path.join('.')}: ${error.details[0].type}`);
  return withoutEmpty(value as object) as SignatureScheme;
}

function withoutEmpty(value: object): object {
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>)
      .filter(([, one]) => one !== '' && one !== null)
      .map(([name, one]) => [name, one && typeof one === 'object' && !Array.isArray(one) ? withoutEmpty(one) : one]),
  );
}
