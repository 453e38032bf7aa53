import supertest from 'supertest';
import { rawRequest } from '../../helpers/raw-request';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('nothing of a request reaches the process as an exception', () => {
  let test: TestApp;
  let key: string;
  const faults: unknown[] = [];
  const note = (error: unknown) => faults.push(error);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
    test = await startApp();
    key = (await test.createWorkflow({ enabled: true, config: { methods: ['GET', 'POST'] } })).key;
    await test.createWorkflow({ enabled: true, config: { path: 'params/:id/:constructor' } });
  });
  afterAll(async () => {
    await test.stop();
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
  });
  afterEach(async () => {
    expect(faults).toEqual([]);
    expect((await supertest(test.server).post(`/api/webhooks/${key}`).send({})).status).toBe(200);
  });

  const request = (line: string, headers: string[] = [], body = '') =>
    rawRequest(test.server, [`${line} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', body].join('\r\n'));
  const status = (response: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1]);

  it.each([
    ['/api/webhooks/params/%/x', 200],
    ['/api/webhooks/params/%E4%zz/x', 200],
    ['/api/webhooks/params/%00/x', 200],
    ['/api/webhooks/%', 404],
    ['/api/webhooks/%2e%2e/%2e%2e', 404],
    ['/api/webhooks/', 404],
    ['/api/webhooks//', 404],
    ['/api/webhooks/__proto__', 404],
    ['/api/webhooks/constructor', 404],
  ])('a path such as %s', async (path, expected) => {
    expect(status(await request(`POST ${path}`, ['Content-Length: 0']))).toBe(expected);
  });

  it.each([
    ['broken escapes', '?a=%&b=%E4&%zz=1'],
    ['names of members of every object', '?constructor=1&__proto__[a]=1&a[toString]=1&hasOwnProperty=1'],
    ['deep nesting', `?${'a[b]'.repeat(1)}${'[c]'.repeat(2_000)}=1`],
    ['many parameters', `?${Array.from({ length: 2_000 }, (_, n) => `a${n}=`).join('&')}`],
    ['nothing but separators', '?&&&===&'],
  ])('a query with %s', async (_name, query) => {
    expect(status(await request(`GET /api/webhooks/${key}${query}`))).toBe(200);
  });

  it('1 MB of query string', async () => {
    const response = await request(`GET /api/webhooks/${key}?${'a=1&'.repeat(250_000)}`);
    expect([414, 431]).toContain(status(response));
  });

  it.each([
    [
      'JSON',
      'application/json',
      '{"constructor":{"prototype":{"x":1}},"__proto__":{"polluted":true},"hasOwnProperty":1}',
    ],
    [
      'a form',
      'application/x-www-form-urlencoded',
      'constructor=1&__proto__[polluted]=1&a[__proto__][polluted]=1&toString=2',
    ],
  ])('%s with names of members of every object, which the workflow gets as data', async (_name, type, body) => {
    const workflow = await test.createWorkflow({ enabled: true, sync: true });
    const response = await supertest(test.server)
      .post(`/api/webhooks/${workflow.key}`)
      .set('Content-Type', type)
      .send(body);
    expect(response.status).toBe(200);
    const [{ context }] = await test.executions(workflow);
    expect(Object.keys(context.data as object)).toContain('constructor');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each([
    ['no content type', []],
    ['an empty content type', ['Content-Type: ']],
    ['a broken content type', ['Content-Type: ;;;=;charset=']],
    ['two content types', ['Content-Type: application/json', 'Content-Type: text/plain']],
    ['headers named like members of every object', ['constructor: 1', '__proto__: 2', 'toString: 3']],
    ['a header sent twice', ['X-A: 1', 'X-A: 2']],
    ['a header of bytes', ['X-A: \xff\xfe']],
    ['a thousand forwarded addresses', [`X-Forwarded-For: ${'1.2.3.4, '.repeat(1_000)}x`]],
  ])('a request with %s', async (_name, headers) => {
    expect(status(await request(`POST /api/webhooks/${key}`, [...headers, 'Content-Length: 2'], '{}'))).toBe(200);
  });

  it('gives the workflow a header that was sent twice as one text', async () => {
    const workflow = await test.createWorkflow({ enabled: true, sync: true });
    await request(`POST /api/webhooks/${workflow.key}`, ['X-A: 1', 'X-A: 2', 'constructor: c', 'Content-Length: 0']);
    const [{ context }] = await test.executions(workflow);
    expect(context.headers).toMatchObject({ 'x-a': '1, 2', constructor: 'c' });
  });

  it.each([
    ['half way through the body', 'Content-Length: 100\r\n\r\n{"a":'],
    ['half way through a chunk', 'Transfer-Encoding: chunked\r\n\r\n64\r\n{"a":'],
    ['half way through the headers', 'X-A: '],
  ])('a client that hangs up %s, which starts nothing', async (_name, rest) => {
    const workflow = await test.createWorkflow({ enabled: true });
    await rawRequest(test.server, `POST /api/webhooks/${workflow.key} HTTP/1.1\r\nHost: x\r\n${rest}`, {
      hangUp: true,
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await test.executions(workflow)).toEqual([]);
  });

  it.each([
    ['a length that is no number', ['Content-Length: x']],
    ['two lengths', ['Content-Length: 2', 'Content-Length: 3']],
    ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
    ['a broken chunk', ['Transfer-Encoding: chunked']],
  ])('framing with %s is refused', async (_name, headers) => {
    const response = await request(`POST /api/webhooks/${key}`, headers, '{}\r\n\r\n');
    expect([400, 408]).toContain(status(response));
  });

  it('any JSON value at the top', async () => {
    // MariaDB's JSON nests 31 levels, of which the context is one, MySQL's 100.
    const depth = { mariadb: 30, mysql: 98 }[test.app.db.sequelize.getDialect()] ?? 200;
    for (const body of ['null', '0', 'false', '""', '[]', `${'['.repeat(depth)}${']'.repeat(depth)}`]) {
      const response = await supertest(test.server)
        .post(`/api/webhooks/${key}`)
        .set('Content-Type', 'application/json')
        .send(body);
      expect([body, response.status]).toEqual([body, 200]);
    }
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('refuses %s nested without end', async (_name, open, close) => {
    const body = `${open.repeat(50_000)}1${close.repeat(50_000)}`;
    const response = await supertest(test.server)
      .post(`/api/webhooks/${key}`)
      .set('Content-Type', 'application/json')
      .send(body);
    expect([response.status, response.body.errors[0].code]).toEqual([400, 'malformed_body']);
  });
});
