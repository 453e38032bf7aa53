import type { VectorCase } from '../../__tests__/helpers/vectors';

/** A case as recipes write it. */
interface CaseParts extends Omit<VectorCase, 'request'> {
  method?: string;
  url?: string;
  headers?: [string, string][];
  body?: string | Buffer;
}

export const ENDPOINT_URL = 'https://noco.example/api/webhooks/vector';

/** Fills in what a case does not say: a POST to the endpoint, without a body. */
export function makeCase({
  method = 'POST',
  url = ENDPOINT_URL,
  headers = [],
  body = '',
  ...rest
}: CaseParts): VectorCase {
  return { ...rest, request: { method, url, headers, bodyBase64: Buffer.from(body).toString('base64') } };
}
