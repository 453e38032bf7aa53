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
          const { length } = helpers.state.ancestors[0] as string[];
          return isOrigin(origin) || (origin === '*' && length === 1) ? origin : helpers.error('cors.origin');
        }),
    )
    .required(),
});
