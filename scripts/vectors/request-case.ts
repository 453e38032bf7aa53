import type { VectorCase } from '../../__tests__/helpers/vectors';

/** The endpoint's address in the vectors, as server and sender see it. */
export const ADDRESS = 'https://noco.example/api/webhooks/vector';

/** What a case says about its request; the rest is that of a bodyless GET or a POST of JSON. */
export interface Parts {
  method?: string;
  /** without the question mark */
  search?: string;
  headers?: [string, string][];
  /** an object is sent as JSON */
  body?: string | Buffer | object;
}

/** Makes one case of a file of vectors. */
export function requestCase(
  name: string,
  expect: VectorCase['expect'],
  source: string,
  { method, search = '', headers = [], body }: Parts,
  rest: Partial<VectorCase> = {},
): VectorCase {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(isRaw ? body : JSON.stringify(body));
  const type: [string, string][] = body === undefined || isRaw ? [] : [['Content-Type', 'application/json']];
  return {
    name,
    expect,
    source,
    request: {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      url: search ? `${ADDRESS}?${search}` : ADDRESS,
      headers: [...type, ...headers],
      bodyBase64: bytes.toString('base64'),
    },
    ...rest,
  };
}
