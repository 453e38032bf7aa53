import { compileEndpoint } from '../../src/server/endpoint/compile';
import type { BodySettings } from '../../src/server/model/endpoint';
import type { Catalogue } from '../../src/server/model/provider';
import type { IncomingRequest } from '../../src/server/model/request';
import { readable } from './readable';

/** What a scheme is configured with. */
export interface VectorConfig {
  secrets: string[];
  options?: Record<string, string>;
  /** seconds; absent takes the scheme's own */
  tolerance?: number;
}

/** One request, and what becomes of it. */
export interface VectorCase {
  name: string;
  request: {
    method: string;
    /** absolute, as the server saw it */
    url: string;
    /** in the order of sending; a name may come twice. Values as Node gives them: one character a byte. */
    headers: [string, string][];
    bodyBase64: string;
  };
  expect: 'verified' | 'refused' | 'handshake';
  /** what made or proved the vector: a library with its version, or the document it was built from */
  source: string;
  /** differs from that of the file, as a whole */
  config?: VectorConfig;
  /** milliseconds since 1970, where it differs from that of the file */
  now?: number;
  /** the plain content of an encrypted body */
  payload?: string;
  /** what the endpoint makes of a verified request */
  identity?: { idempotencyKey: string | null; eventType: string | null };
  /** the answer to a handshake, as far as it is fixed */
  reply?: { status?: number; contentType?: string; body?: string };
}

/** A file of `__tests__/vectors/`: the cases of one scheme. `scripts/vectors/` makes them. */
export interface VectorFile {
  scheme: string;
  config: VectorConfig;
  /** milliseconds since 1970 */
  now: number;
  cases: VectorCase[];
  /** what the addresses of certificates lead to; every other address fails */
  certificates?: Record<string, string>;
}

/** What the endpoint decided; `reason` of a refusal is for the person who reads the failed test. */
export interface Decision extends Pick<VectorCase, 'payload' | 'identity' | 'reply'> {
  decided: VectorCase['expect'];
  reason?: string;
}

/**
 * Puts a case through an endpoint in the order of the pipeline: unsigned handshake, verification, signed handshake.
 * @param catalogue holds the provider of the file
 */
export async function decide(
  file: VectorFile,
  { request, config = file.config, now = file.now }: VectorCase,
  catalogue?: Catalogue,
) {
  const { secrets, options = {}, tolerance } = config;
  const endpoint = compileEndpoint(
    {
      id: 1,
      key: 'vector',
      config: { verification: { type: 'signature', scheme: file.scheme, secrets, options, tolerance } },
    },
    async () => ({ secrets, options }),
    catalogue,
  );
  if (endpoint.misconfigured) throw new Error(endpoint.misconfigured);
  const input = { request: incomingRequest(request, endpoint.body), secrets, options, now };
  const unsigned = endpoint.handshake?.unsigned?.(input);
  if (unsigned) return shaken(unsigned);

  const fetchCertificate = async (url: string) => {
    const certificate = file.certificates?.[url];
    if (certificate === undefined) throw new Error(`no certificate at ${url}`);
    return certificate;
  };
  const verdict = await endpoint.verifier.verify({ ...input, tolerance: endpoint.tolerance, fetchCertificate });
  if (!verdict.verified) return { decided: 'refused', reason: verdict.reason } satisfies Decision;
  const signed = endpoint.handshake?.signed?.(input, verdict);
  if (signed) return shaken(signed);
  const seen = verdict.payload ? withPayload(input.request, verdict.payload) : input.request;
  return {
    decided: 'verified',
    payload: verdict.payload?.content.toString('utf8'),
    identity: endpoint.identify(seen),
  } satisfies Decision;
}

type Shaken = NonNullable<
  ReturnType<NonNullable<NonNullable<ReturnType<typeof compileEndpoint>['handshake']>['signed']>>
>;

function shaken(result: Shaken): Decision {
  if ('refused' in result) return { decided: 'refused', reason: result.refused };
  const contentType = result.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return { decided: 'handshake', reply: { status: result.status, contentType, body: result.body?.toString() } };
}

/** The request as the pipeline would see it, whose body is read as the endpoint says. */
export function incomingRequest(
  { method, url, headers, bodyBase64 }: VectorCase['request'],
  body: Partial<BodySettings> = {},
): IncomingRequest {
  const [address, search = ''] = splitAt(url, '?');
  const sent = new Map<string, string[]>();
  for (const [name, value] of headers) {
    sent.set(name.toLowerCase(), [...(sent.get(name.toLowerCase()) ?? []), value]);
  }
  const unread = {
    method,
    url,
    path: address.replace(/^[a-z]+:\/\/[^/]*/, ''),
    search,
    headers: sent,
    body: Buffer.from(bodyBase64, 'base64'),
  };
  return readable(unread, body);
}

function withPayload(
  request: IncomingRequest,
  { content, contentType }: { content: Buffer; contentType?: string },
): IncomingRequest {
  const headers = new Map(request.headers);
  headers.delete('content-type');
  if (contentType) headers.set('content-type', [contentType]);
  return readable({ ...request, headers, body: content });
}

function splitAt(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}
