/** A call as a sender makes it. */
export interface Call {
  method?: string;
  /** without the question mark */
  search?: string;
  headers?: Record<string, string>;
  /** an object is sent as JSON */
  body?: string | Buffer | object;
}

/** What came back, to the byte. */
export interface Answer {
  status: number;
  contentType: string | null;
  body: string;
  headers: Headers;
}

/** Calls an endpoint over HTTP. Nothing is added that the sender did not say, but what HTTP itself needs. */
export async function call(url: string, { method, search, headers = {}, body }: Call): Promise<Answer> {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = body === undefined ? undefined : Buffer.from(isRaw ? body : JSON.stringify(body));
  const type: Record<string, string> = body === undefined || isRaw ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(search ? `${url}?${search}` : url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...type, ...headers },
    body: bytes,
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    body: await response.text(),
    headers: response.headers,
  };
}
