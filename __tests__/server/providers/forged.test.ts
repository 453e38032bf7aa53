import fs from 'node:fs';
import path from 'node:path';
import { findProvider } from '../../../src/common/providers';
import { compileEndpoint } from '../../../src/server/endpoint/compile';
import { parseBody } from '../../../src/server/parse/parse-body';
import { incomingRequest, type VectorCase, type VectorFile } from '../../helpers/vectors';

const FOLDER = path.resolve(__dirname, '../../vectors');
const files = fs
  .readdirSync(FOLDER)
  .map((name) => JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8')) as VectorFile)
  // A token signs nothing, so its sender can write what it likes.
  .filter(({ scheme }) => findProvider(scheme)?.token === undefined);

type Sent = VectorCase['request'];

const withHeader = (name: string, value: string) => (request: Sent) => ({
  ...request,
  headers: [
    ...request.headers.filter(([one]) => one.toLowerCase() !== name.toLowerCase()),
    [name, value] as [string, string],
  ],
});
const withType = (type: string) => withHeader('Content-Type', type);
const without = (header: string) => (request: Sent) => ({
  ...request,
  headers: request.headers.filter(([name]) => name.toLowerCase() !== header),
});

/** What somebody can change who has captured one request, and no secret. */
const FORGERIES: readonly (readonly [string, (request: Sent) => Sent])[] = [
  ...[
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=utf-16le',
    'text/plain; charset=utf-16le',
    'text/plain; charset=utf-7',
    'application/json; charset=utf-16',
    'application/json; charset=iso-2022-jp',
    'application/xml',
    'application/octet-stream',
    'application/x-ndjson',
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'multipart/form-data; boundary=b',
    'multipart/form-data; boundary="a\\"b"',
    'image/png',
    '',
  ].map((type) => [`Content-Type ${type || 'empty'}`, withType(type)] as const),
  ['no Content-Type', without('content-type')],
  ['two Content-Types', (request) => ({ ...request, headers: [['Content-Type', 'text/xml'], ...request.headers] })],
  ['another host', (request) => ({ ...request, url: request.url.replace(/^(https?:\/\/)[^/?]*/, '$1evil.example') })],
  ['another path', (request) => ({ ...request, url: request.url.replace(/^(https?:\/\/[^/?]*)[^?]*/, '$1/other') })],
  ['another query', (request) => ({ ...request, url: `${request.url}${request.url.includes('?') ? '&' : '?'}x=1` })],
  ...['X-GitHub-Delivery', 'X-Shopify-Webhook-Id', 'Webhook-Id', 'Svix-Id', 'X-Request-Id', 'ce-id'].map(
    (name) => [`another ${name}`, withHeader(name, 'forged')] as const,
  ),
  ['every header twice', (request) => ({ ...request, headers: [...request.headers, ...request.headers] })],
  [
    'every header in capitals',
    (request) => ({ ...request, headers: request.headers.map(([n, v]) => [n.toUpperCase(), v]) }),
  ],
  [
    'white space around every header',
    (request) => ({ ...request, headers: request.headers.map(([name, value]) => [name, ` ${value}`]) }),
  ],
];

/** One captured request of each scheme, changed in every part that its signature does not cover. */
describe.each(files)('a captured request of $scheme', (file) => {
  const cases = file.cases.filter(({ expect: outcome, config }) => outcome === 'verified' && !config).slice(0, 4);

  /** What the workflow would get, and by what the request is known again; undefined: it is refused. */
  async function outcomeOf(request: Sent, now = file.now) {
    const { secrets, options = {}, tolerance } = file.config;
    const verification = { type: 'signature' as const, scheme: file.scheme, secrets, options, tolerance };
    const endpoint = compileEndpoint({ id: 1, key: 'forged', config: { verification } }, async () => ({
      secrets,
      options,
    }));
    const incoming = incomingRequest(request, endpoint.body);
    const fetchCertificate = async (url: string) => file.certificates?.[url] ?? '';
    const input = { request: incoming, secrets, options, now };
    if (endpoint.handshake?.unsigned?.(input)) return undefined;
    const verdict = await endpoint.verifier.verify({ ...input, tolerance: endpoint.tolerance, fetchCertificate });
    if (!verdict.verified || endpoint.handshake?.signed?.(input, verdict)) return undefined;
    const parsed = parseBody(
      verdict.payload
        ? { ...verdict.payload, headers: incoming.headers }
        : {
            content: incoming.body,
            contentType: incoming.headers.get('content-type')?.[0],
            headers: incoming.headers,
          },
      verdict.payload ? { ...endpoint.body, signedFormats: undefined } : endpoint.body,
    );
    return 'problem' in parsed ? undefined : { data: parsed.data, format: parsed.format, proof: verdict.proof };
  }

  it.each(FORGERIES)('with %s gives no other data and is the same message', async (_name, forge) => {
    let genuine = 0;
    for (const { request, now } of cases) {
      const original = await outcomeOf(request, now);
      // Some providers' own examples are no JSON, and refused.
      if (!original) continue;
      genuine += 1;
      const forged = await outcomeOf(forge(request), now);
      if (forged) expect(forged).toEqual(original);
    }
    expect(genuine).toBeGreaterThan(0);
  });
});
