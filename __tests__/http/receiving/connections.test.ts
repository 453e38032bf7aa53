import zlib from 'node:zlib';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { Connection } from '../../helpers/Connection';
import { startApp, type TestApp } from '../../helpers/start-app';

const CONTINUE = /^HTTP\/1\.1 100 Continue\r\n\r\n$/;
const ANSWER = /HTTP\/1\.1 [2-5]\d\d [^]*\r\n\r\n[^]+$/;

describe('connections', () => {
  let test: TestApp;
  let connection: Connection;
  beforeAll(async () => {
    test = await startApp();
  });
  beforeEach(async () => {
    connection = await Connection.open(test.server);
  });
  afterEach(() => connection.close());
  afterAll(() => test.stop());

  const create = (config: WebhookConfig = {}) => test.createWorkflow({ enabled: true, config });
  const request = (key: string, length: number, ...lines: string[]) =>
    [`POST /api/webhooks/${key} HTTP/1.1`, 'Host: x', `Content-Length: ${length}`, ...lines, '', ''].join('\r\n');

  describe('of senders that expect 100 Continue', () => {
    it('are told to go on before they send the body', async () => {
      const { key } = await create();
      connection.write(request(key, 2, 'Expect: 100-continue'));
      expect(await connection.read(CONTINUE)).toMatch(CONTINUE);
      connection.write('{}');
      expect(await connection.read(ANSWER)).toMatch(/^HTTP\/1\.1 200 /);
    });

    // Node says that they may go on before anybody has looked at the request.
    it.each<[string, WebhookConfig, number, string]>([
      ['413', { maxBodySize: 10 }, 11, 'body_too_large'],
      ['403', { allowlist: ['192.0.2.1'] }, 2, 'source_not_allowed'],
    ])('are refused with %s without sending it, and closed', async (status, config, length, code) => {
      const { key } = await create(config);
      connection.write(request(key, length, 'Expect: 100-continue'));
      const answer = await connection.read(ANSWER);
      expect(answer).toMatch(new RegExp(`^(HTTP/1\\.1 100 Continue\r\n\r\n)?HTTP/1\\.1 ${status} [^]*${code}`));
      expect(answer).toMatch(/\r\nconnection: close\r\n/i);
      expect(await connection.isClosed()).toBe(true);
    });
  });

  describe('are kept after a refusal that left nothing unread', () => {
    const bomb = zlib.gzipSync(Buffer.alloc(100_000));
    const one = { requests: 1, seconds: 3_600 };
    const cases: [string, WebhookConfig, string, Buffer, string[]][] = [
      ['401', { verification: { type: 'bearer', tokens: ['right'] } }, '401', Buffer.from('{}'), []],
      ['429 to a call without a body', { rateLimit: one }, '429', Buffer.alloc(0), []],
      ['413 that decompression has found', { maxBodySize: 10_000 }, '413', bomb, ['Content-Encoding: gzip']],
    ];
    it.each(cases)('%s', async (_name, config, status, body, lines) => {
      const { key } = await create(config);
      if (config.rateLimit) {
        connection.write(request(key, 0));
        expect(await connection.read(ANSWER)).toMatch(/^HTTP\/1\.1 200 /);
      }
      connection.write(request(key, body.length, ...lines));
      connection.write(body);
      const refusal = await connection.read(ANSWER);
      expect(refusal).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(refusal).not.toMatch(/\r\nconnection: close\r\n/i);
      const good = await create();
      connection.write(`${request(good.key, 2)}{}`);
      expect(await connection.read(ANSWER)).toMatch(/^HTTP\/1\.1 200 /);
    });
  });

  it('are closed after 403 to a request whose body was not read', async () => {
    const { key } = await create({ allowlist: ['192.0.2.1'] });
    connection.write(`${request(key, 2)}{}`);
    expect(await connection.read(ANSWER)).toMatch(/^HTTP\/1\.1 403 [^]*\r\nconnection: close\r\n/i);
    expect(await connection.isClosed()).toBe(true);
  });
});
