import zlib from 'node:zlib';
import supertest from 'supertest';
import { bodyFixtures } from '../../helpers/body-fixtures';
import { rawRequest } from '../../helpers/raw-request';
import { startApp, type TestApp } from '../../helpers/start-app';

const JSON_BODY = '{"a":"你好"}';
const KIB = 1024;
const MIB = KIB * KIB;

describe('bodies over http', () => {
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_BODY_TIMEOUT = '3000';
    test = await startApp();
    delete process.env.WEBHOOK_BODY_TIMEOUT;
  });
  afterAll(() => test.stop());

  const endpoint = (config: object = {}) => test.createWorkflow({ enabled: true, sync: true, config });
  const post = (key: string, body: string | Buffer, headers: Record<string, string>) =>
    supertest(test.server)
      .post(`/api/webhooks/${key}`)
      .set(headers)
      // As sent: no serialising of what superagent takes for JSON.
      .serialize((value: unknown) => value as never)
      .send(body);
  const contextOf = async (workflow: Awaited<ReturnType<typeof endpoint>>) =>
    (await test.executions(workflow))[0].context;

  it.each(bodyFixtures)('gives the workflow %s', async (_name, { headers, body, expect: expected }) => {
    const workflow = await endpoint(expected.settings);
    expect((await post(workflow.key, body, headers)).status).toBe(200);
    const context = await contextOf(workflow);
    expect(context.data).toEqual(expected.data);
    expect(context.files).toEqual(expected.files ?? []);
    expect(context.delivery.format).toBe(expected.format);
    if (expected.event) {
      const { id, source, type } = expected.event as Record<string, string>;
      expect(context.delivery).toMatchObject({
        event: expected.event,
        eventType: type,
        idempotencyKey: `${source} ${id}`,
      });
    }
  });

  it.each(
    bodyFixtures.flatMap(([name, fixture]) =>
      fixture.broken.map((change) => [`${name}: ${change.why}`, fixture, change] as const),
    ),
  )('refuses %s', async (_name, fixture, change) => {
    const workflow = await endpoint(fixture.expect.settings);
    const body = change.base64 ? Buffer.from(change.base64, 'base64') : (change.body ?? fixture.body);
    const response = await post(workflow.key, body, { ...fixture.headers, ...change.headers });
    const [status, code] = change.problem === 'charset' ? [415, 'unsupported_media_type'] : [400, 'malformed_body'];
    expect([response.status, response.body.errors[0].code]).toEqual([status, code]);
    expect(await test.executions(workflow)).toEqual([]);
  });

  it.each<[string, string, string, unknown]>([
    ['text that is not UTF-8', 'text/plain', 'caf\xe9', 'café'],
    ['a form that is not UTF-8', 'application/x-www-form-urlencoded', 'a=caf\xe9', { a: 'café' }],
    ['a charset in single quotes', "text/plain; charset='iso-8859-1'", 'caf\xe9', 'café'],
    ['a code page', 'text/plain; charset=cp936', '\xc4\xe3', '你'],
    ['XML of a definition elsewhere', 'text/xml', '\n<?xml version="1.0"?><!DOCTYPE a SYSTEM "a.dtd"><a/>', { a: '' }],
    ['bytes that could be text', 'application/x-protobuf', '\n\x03abc', 'CgNhYmM='],
    ['bytes that could be a number', 'application/msgpack', '1', 'MQ=='],
  ])('takes %s', async (_name, type, body, data) => {
    const workflow = await endpoint();
    const response = await post(workflow.key, Buffer.from(body, 'latin1'), { 'Content-Type': type });
    expect(response.status).toBe(200);
    expect((await contextOf(workflow)).data).toEqual(data);
  });

  it.each<[string, string, (body: Buffer) => Buffer]>([
    ['gzip', 'gzip', zlib.gzipSync],
    [
      'two members of gzip',
      'gzip',
      (body) => Buffer.concat([zlib.gzipSync(body.subarray(0, 3)), zlib.gzipSync(body.subarray(3))]),
    ],
    ['deflate', 'deflate', zlib.deflateSync],
    ['deflate without its frame', 'deflate', zlib.deflateRawSync],
    ['br', 'br', zlib.brotliCompressSync],
    ['a chain', 'gzip, br', (body) => zlib.brotliCompressSync(zlib.gzipSync(body))],
    ['identity', 'identity', (body) => body],
  ])('takes off %s', async (_name, encoding, encode) => {
    const workflow = await endpoint();
    const body = encode(Buffer.from(JSON_BODY));
    const response = await post(workflow.key, body, {
      'Content-Type': 'application/json',
      'Content-Encoding': encoding,
    });
    expect(response.status).toBe(200);
    expect((await contextOf(workflow)).data).toEqual(JSON.parse(JSON_BODY));
  });

  it.each([
    ['an unknown encoding', 'compress', Buffer.from('{}'), 415, 'unsupported_media_type'],
    ['an unknown one in a chain', 'gzip, x', Buffer.from('{}'), 415, 'unsupported_media_type'],
    ['too long a chain', 'gzip,gzip,gzip,gzip,gzip', Buffer.from('{}'), 415, 'unsupported_media_type'],
    ['what is no gzip', 'gzip', Buffer.from('{}'), 400, 'malformed_body'],
    ['half a gzip', 'gzip', zlib.gzipSync('{"a":1}').subarray(0, 15), 400, 'malformed_body'],
    ['half a brotli', 'br', zlib.brotliCompressSync('{"a":1}').subarray(0, 5), 400, 'malformed_body'],
  ])('refuses %s', async (_name, encoding, body, status, code) => {
    const { key } = await endpoint();
    const response = await post(key, body, { 'Content-Type': 'application/json', 'Content-Encoding': encoding });
    expect([response.status, response.body.errors[0].code]).toEqual([status, code]);
  });

  it.each([
    ['in one step', 'gzip', (bomb: Buffer) => bomb],
    ['in two steps', 'gzip, gzip', (bomb: Buffer) => zlib.gzipSync(bomb)],
  ])('ends a bomb of 10 GB at the limit, %s', async (_name, encoding, wrap) => {
    // Members of gzip may follow one another, each here of 10 MB.
    const bomb = Buffer.concat(Array<Buffer>(1_000).fill(zlib.gzipSync(Buffer.alloc(10_000_000))));
    const { key } = await endpoint({ maxBodySize: 16 * MIB });
    const body = wrap(bomb);
    const before = process.memoryUsage().rss;
    const response = await post(key, body, { 'Content-Encoding': encoding });
    expect([response.status, response.body.errors[0].code]).toEqual([413, 'body_too_large']);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MIB);
  });

  it.each([
    ['received', (signed: { received: string; decoded: string }) => signed.received, 200],
    ['received', (signed: { received: string; decoded: string }) => signed.decoded, 401],
    ['decoded', (signed: { received: string; decoded: string }) => signed.decoded, 200],
    ['decoded', (signed: { received: string; decoded: string }) => signed.received, 401],
  ])('verifies the bytes as %s', async (signedBody, pick, status) => {
    const { createHmac } = await import('node:crypto');
    const sign = (bytes: Buffer) => `sha256=${createHmac('sha256', 's3cret').update(bytes).digest('hex')}`;
    const decoded = Buffer.from(JSON_BODY);
    const received = zlib.gzipSync(decoded);
    const { key } = await endpoint({
      signedBody,
      verification: { type: 'signature', scheme: 'github', secrets: ['s3cret'] },
    });
    const response = await post(key, received, {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      'X-Hub-Signature-256': pick({ received: sign(received), decoded: sign(decoded) }),
    });
    expect(response.status).toBe(status);
  });

  it('gives the raw body as received', async () => {
    const workflow = await endpoint({ rawBody: true });
    const body = zlib.gzipSync(JSON_BODY);
    await post(workflow.key, body, { 'Content-Encoding': 'gzip' });
    expect((await contextOf(workflow)).delivery.rawBody).toBe(body.toString('base64'));
  });

  describe('limits', () => {
    const call = (key: string, lines: string[], body = '') =>
      rawRequest(test.server, [`POST /api/webhooks/${key} HTTP/1.1`, 'Host: x', ...lines, '', body].join('\r\n'));

    it('refuses a declared length at once, and closes', async () => {
      const { key } = await endpoint({ maxBodySize: 10 });
      const response = await call(key, ['Content-Length: 11']);
      expect(response).toMatch(/^HTTP\/1\.1 413 [^]*connection: close/i);
    });
    it('refuses a body without a length that grows too long, and closes', async () => {
      const { key } = await endpoint({ maxBodySize: 10 });
      const response = await call(key, ['Transfer-Encoding: chunked'], 'b\r\n12345678901\r\n');
      expect(response).toMatch(/^HTTP\/1\.1 413 [^]*connection: close/i);
    });
    it('refuses a body that takes too long, and closes', async () => {
      const { key } = await endpoint();
      expect(await call(key, ['Content-Length: 10'], '1')).toMatch(/^HTTP\/1\.1 408 [^]*connection: close/i);
    });
    it('refuses a body that there is no memory for', async () => {
      const { key } = await endpoint();
      const { BodyMemory } = await import('../../../src/server/receive/BodyMemory');
      const spy = jest.spyOn(BodyMemory.prototype, 'hasRoom').mockReturnValue(false);
      const response = await call(key, ['Content-Length: 2'], '{}').finally(() => spy.mockRestore());
      expect(response).toMatch(/^HTTP\/1\.1 503 [^]*connection: close/i);
      expect(response).toMatch(/retry-after: 5/i);
    });
    it('closes after a refusal that did not read the body, and only then', async () => {
      expect(await call('nobody', ['Content-Length: 2'], '{}')).toMatch(/^HTTP\/1\.1 404 [^]*connection: close/i);
      const { key } = await endpoint();
      const both = await rawRequest(
        test.server,
        `POST /api/webhooks/${key} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{`.concat(
          `POST /api/webhooks/${key} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`,
        ),
      );
      expect(both.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
    });
  });

  it.each([
    ['U+0000', '"a\\u0000b"', 'a\0b'],
    ['a lone surrogate', '"\\ud800x"', '\ud800x'],
    ['emoji', '"😀"', '😀'],
    ['a key with U+0000', '{"\\u0000":1}', { '\0': 1 }],
    ['U+FFFF and controls', '"\\uffff\\u0001\\u007f"', '\uffff\u0001\u007f'],
  ])('keeps %s through the database', async (_name, body, data) => {
    const workflow = await endpoint();
    const dialect = test.app.db.sequelize.getDialect();
    // Their JSON has no half of a surrogate pair.
    if (['mysql', 'mariadb'].includes(dialect) && data === '\ud800x') data = '\ufffdx';
    expect((await post(workflow.key, body, { 'Content-Type': 'application/json' })).status).toBe(200);
    expect((await contextOf(workflow)).data).toEqual(data);
    const later = await test.createWorkflow({ enabled: true });
    expect((await post(later.key, body, { 'Content-Type': 'application/json' })).status).toBe(200);
    await test.until(async () => (await test.executions(later)).length);
    expect((await contextOf(later)).data).toEqual(data);
  });
});
