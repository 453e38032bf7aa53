import Joi from 'joi';
import { isOrigin } from './cors';

/** `config.cors`. A star lets every origin in, so nothing can stand beside it. */
export const corsSchema = Joi.object({
  origins: Joi.array()
    .min(1)
    .max(100)
    .unique()
    .items(
      Joi.string()
        .max(256)
        .custom((origin: string, helpers) => {
          const { length } = (helpers.state.ancestors as [string[]])[0];
          return isOrigin(origin) || (origin === '*' && length === 1) ? origin : helpers.error('cors.origin');
        }),
    )
    .required(),
});
