import Joi from 'joi';
import { isLocation } from './header-rules';

/** `config.formResponse`. It holds no variables, so it is checked whole when it is saved. */
export const formResponseSchema = Joi.object({
  type: Joi.string().valid('redirect', 'page').required(),
}).when('.type', {
  is: 'redirect',
  then: Joi.object({
    location: Joi.string()
      .max(2048)
      .custom((text: string, helpers) => (isLocation(text) ? text : helpers.error('response.location')))
      .required(),
  }),
  otherwise: Joi.object({
    title: Joi.string().max(200).allow('', null),
    text: Joi.string().max(5_000).allow('', null),
  }),
});
