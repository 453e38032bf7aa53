import Joi from 'joi';
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
    compileSignedContent(value);
    return value;
  } catch (error) {
    return helpers.message({ custom: (error as Error).message });
  }
};

const schema = Joi.object({
  signature: Joi.object(source('header', 'query', 'body')).required(),
  algorithm: Joi.string()
    .valid('hmac-sha1', 'hmac-sha256', 'hmac-sha512', 'sha256', 'ed25519', 'rsa-sha256', 'ecdsa-p256')
    .required(),
  encoding: Joi.string().valid('hex', 'base64', 'base64url').allow('', null),
  anyCase: Joi.boolean().allow(null),
  prefix: Joi.string().max(64).allow('', null),
  separator: Joi.string().max(8).allow('', null),
  field: Joi.string().max(64).allow('', null),
  signedContent: Joi.string().max(2_048).custom(template).allow('', null),
  keyEncoding: Joi.string().valid('utf8', 'base64', 'hex', 'whsec', 'pem').allow('', null),
  timestamp: Joi.object({
    ...source('header', 'query', 'body', 'field'),
    unit: Joi.string().valid('s', 'ms', 'iso').allow('', null),
  }).allow(null),
}).prefs({ convert: false, abortEarly: false, errors: { label: false } });

/**
 * Checks a scheme made by hand as it is about to be saved.
 * @returns each problem with the path of its field below the scheme; empty when the scheme can be compiled
 */
export function validateCustomScheme(value: unknown): { path: string; message: string }[] {
  const { error, value: scheme } = schema.required().validate(value);
  if (error) return error.details.map(({ path, message }) => ({ path: path.join('.'), message }));
  // A plain digest proves nothing unless the secret is in what it covers.
  const covers = (scheme as { signedContent?: string }).signedContent ?? '';
  if (scheme.algorithm === 'sha256' && !covers.includes('{secret}')) {
    return [{ path: 'signedContent', message: 'must hold {secret}, as the algorithm has no key' }];
  }
  if (covers.includes('{timestamp}') && !scheme.timestamp) {
    return [{ path: 'timestamp', message: 'is needed, as {timestamp} is part of the signed content' }];
  }
  if (scheme.timestamp?.from === 'field' && !scheme.field) {
    return [{ path: 'field', message: 'is needed, as the timestamp is in one of the pairs' }];
  }
  return [];
}
