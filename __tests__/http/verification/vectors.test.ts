import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import type { Verification } from '../../../src/common/WebhookConfig';
import type { VectorCase, VectorConfig, VectorFile } from '../../helpers/vectors';
import { startApp, type TestApp } from '../../helpers/start-app';

const FOLDER = path.resolve(__dirname, '../../vectors');
const files = fs
  .readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, file: JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8')) as VectorFile }));

/** Bodies of every kind are signed, and sent with the content type that the provider's events have. */
const UNREADABLE = /(^|: )(form|bytes that are no UTF-8)$/;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

describe('every vector over HTTP', () => {
  let test: TestApp;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  beforeAll(async () => {
    test = await startApp();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => {
    agent.destroy();
    return test.stop();
  });

  /** Sends the bytes and headers of a case as if through a proxy that ends TLS; the clock stands at the time of the case. */
  const send = ({ request: { method, url, headers, bodyBase64 } }: VectorCase, now: number) => {
    const { host, protocol } = new URL(url);
    const address = url.slice(url.indexOf(host) + host.length);
    const body = Buffer.from(bodyBase64, 'base64');
    const sent = [...headers, ['Host', host], ['X-Forwarded-Proto', protocol.slice(0, -1)]];
    const length = body.length || method === 'POST' ? [['Content-Length', String(body.length)]] : [];
    jest.spyOn(Date, 'now').mockReturnValue(now);
    return new Promise<{ status: number; contentType?: string; body: string }>((resolve, reject) => {
      const outgoing = http.request(
        `${test.url}${address}`,
        { method, path: address, headers: [...sent, ...length].flat(), agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'],
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    }).finally(() => jest.restoreAllMocks());
  };

  /** A GET is let in for handshakes even where it is not configured, and is configured only where it brings events. */
  const methodsOf = (cases: VectorCase[]) => {
    const [{ request }] = cases;
    const brings = request.method !== 'GET' || cases.some(({ expect: outcome }) => outcome === 'verified');
    return METHODS.filter((method) => method === 'POST' || (brings && method === request.method));
  };

  /** Nothing is fetched here: certificates that would be are configured. */
  const given = ({ certificates = {} }: VectorFile, config: VectorConfig): VectorConfig =>
    config.secrets.length ? config : { ...config, secrets: Object.values(certificates) };

  const isRight = ({ name, expect: outcome }: VectorCase, status: number) => {
    // A request that was signed for another path is sent there.
    if (outcome === 'refused') return [401, 404, 405].includes(status);
    return (status >= 200 && status < 300) || (status === 400 && UNREADABLE.test(name));
  };

  it.each(files)(
    '$name',
    async ({ file }) => {
      const wrong: string[] = [];
      const groups = new Map<string, VectorCase[]>();
      for (const one of file.cases) {
        const group = JSON.stringify([one.config ?? file.config, one.request.method]);
        groups.set(group, [...(groups.get(group) ?? []), one]);
      }
      for (const [group, cases] of groups) {
        const [config] = JSON.parse(group) as [VectorConfig, string];
        const verification: Verification = { type: 'signature', scheme: file.scheme, ...given(file, config) };
        const workflow = await test.createWorkflow({
          enabled: true,
          config: { path: 'vector', methods: methodsOf(cases), verification },
        });
        // Without that, one that hands over a secret is refused where there is one.
        await fetch(`${test.url}/api/webhookEndpoints:expectHandshake?filterByTk=${workflow.key}`, { method: 'POST' });
        for (const one of cases) {
          const answer = await send(one, one.now ?? file.now);
          if (!isRight(one, answer.status))
            wrong.push(`${one.name}: ${one.expect}, but ${answer.status} ${answer.body}`);
          if (one.reply) expect(answer).toMatchObject(one.reply);
        }
        await workflow.destroy();
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
