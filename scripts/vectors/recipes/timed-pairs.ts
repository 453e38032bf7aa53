import type { HeaderList, Variant } from '../Recipe';
import { hmac } from '../sign';
import { JSON_TYPE, SECRETS } from './body-hmac';

interface TimedPairs extends Partial<Variant> {
  source: string;
  /** names of the pairs; default `t` and `v1` */
  names?: [string, string];
  /** between the pairs; default a comma */
  separator?: string;
  /** between timestamp and body; default a full stop */
  joint?: string;
  unit?: 's' | 'ms';
  tolerance?: number;
}

/** One header of the form `t=…,v1=…`, whose signature covers the timestamp and the body. */
export function timedPairs(carrier: string, parts: TimedPairs): Variant {
  const { names = ['t', 'v1'], separator = ',', joint = '.', unit = 's', tolerance = 300, ...rest } = parts;
  const { encoding = 'hex' } = rest;
  return {
    secrets: SECRETS,
    headers: [JSON_TYPE],
    encoding,
    sign: ({ body, secret, timestamp }) => hmac('sha256', secret, encoding, `${timestamp}${joint}`, body),
    carry: (signature, timestamp): HeaderList => [
      [carrier, `${names[0]}=${timestamp}${separator}${names[1]}=${signature}`],
    ],
    carrier,
    timestamp: { unit, tolerance },
    ...rest,
  };
}
