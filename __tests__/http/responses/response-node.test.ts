import type { WorkflowModel } from '@nocobase/plugin-workflow';
import supertest, { type Response } from 'supertest';
import type { ResponseNodeConfig, WebhookConfig } from '../../../src/common/WebhookConfig';
import { addNode } from '../../helpers/add-node';
import { startApp, type TestApp } from '../../helpers/start-app';

const REFUSED = { errors: [{ code: 'workflow_failed', message: expect.any(String) }] };

describe('the HTTP Response node', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp({ plugins: ['workflow-loop', 'workflow-parallel', 'workflow-delay'] });
    // Tells from a run that it came to a node, and can take its time.
    test.engine.registerInstruction('mark', {
      run: async (node: { config: { wait?: number; status?: number } }) => {
        await new Promise((resolve) => setTimeout(resolve, node.config.wait ?? 0));
        return { status: node.config.status ?? 1, result: 'marked' };
      },
    });
    // Starts another workflow as a part of this one, as sub-processes are started.
    test.engine.registerInstruction('call', {
      run: async (
        node: { config: { workflow: string } },
        _input: unknown,
        processor: { execution: { id: number } },
      ) => {
        const workflow = [...test.engine.enabledCache.values()].find(({ key }) => key === node.config.workflow);
        await test.engine.trigger(workflow as WorkflowModel, {}, { parentExecutionId: processor.execution.id });
        return { status: 1 };
      },
    });
  });
  afterAll(() => test.stop());

  const create = (config: WebhookConfig = {}, values = {}) =>
    test.createWorkflow({ enabled: true, sync: true, config, ...values });
  const call = (workflow: WorkflowModel, body: object = {}): Promise<Response> =>
    supertest(test.server)
      .post(`/api/webhooks/${workflow.key}`)
      .send(body)
      .redirects(0)
      .then((response) => response);
  const jobs = async (
    workflow: WorkflowModel,
    type: string,
  ): Promise<{ status: number; result: Record<string, unknown> }[]> => {
    const [execution] = await test.executions(workflow);
    const rows = await test.app.db.getRepository('jobs').find({
      filter: { executionId: execution.id, 'node.type': type },
      sort: 'id',
    });
    return rows.map((row: { toJSON(): { status: number; result: Record<string, unknown> } }) => row.toJSON());
  };
  const respond = (workflow: WorkflowModel, config: object, place = {}) =>
    addNode(test, workflow, 'webhook-response', config, place);

  describe('what it sends', () => {
    const cases: [string, ResponseNodeConfig, number, string | undefined, string][] = [
      ['nothing configured', {}, 200, undefined, ''],
      [
        'text',
        { type: 'text', body: '你好 {{$context.data.name}}' },
        200,
        'text/plain; charset=utf-8',
        "你好 $& $' $1 {{$context.data.id}}",
      ],
      [
        'JSON of a template',
        {
          status: 201,
          type: 'json',
          body: {
            id: '{{$context.data.id}}',
            say: 'n° {{$context.data.id}}',
            no: '{{$context.data.nothing}}',
            list: ['{{$context.data.list}}'],
          },
        },
        201,
        'application/json; charset=utf-8',
        '{"id":7,"say":"n° 7","no":null,"list":[[1,{"a":true}]]}',
      ],
      [
        'JSON of a text with variables',
        {
          type: 'json',
          body: '{ "id": {{$context.data.id}}, "text": "<{{$context.data.list}}>", "name": "{{$context.data.name}}" }',
        },
        200,
        'application/json; charset=utf-8',
        '{"id":7,"text":"<[1,{\\"a\\":true}]>","name":"$& $\' $1 {{$context.data.id}}"}',
      ],
      [
        'JSON of one variable',
        { body: '{{$context.data.list}}' },
        200,
        'application/json; charset=utf-8',
        '[1,{"a":true}]',
      ],
      ['JSON null', { type: 'json', body: null }, 200, 'application/json; charset=utf-8', 'null'],
      [
        'XML, with values escaped',
        { type: 'xml', body: '<a b="{{$context.data.quote}}"/>' },
        200,
        'application/xml; charset=utf-8',
        '<a b="&lt;&quot;&amp;&#39;&gt;"/>',
      ],
      [
        'HTML, with values escaped',
        { type: 'html', body: '<p>{{$context.data.quote}}</p>' },
        200,
        'text/html; charset=utf-8',
        '<p>&lt;&quot;&amp;&#39;&gt;</p>',
      ],
      [
        'bytes',
        { type: 'binary', contentType: 'image/gif', body: '{{$context.data.gif}}' },
        200,
        'image/gif',
        'GIF89a',
      ],
      [
        'a type of its own',
        { type: 'text', contentType: 'text/csv; charset=utf-8', body: 'a,b' },
        200,
        'text/csv; charset=utf-8',
        'a,b',
      ],
      ['nothing, whatever the body', { status: 202, type: 'empty', body: 'x' }, 202, undefined, ''],
      ['204 without a body', { status: 204, body: 'x' }, 204, undefined, ''],
      ['304 without a body', { status: 304, body: 'x' }, 304, undefined, ''],
      [
        'a status from a variable',
        { status: '{{$context.data.status}}', body: 'x' },
        418,
        'text/plain; charset=utf-8',
        'x',
      ],
      [
        'a status from text',
        { status: '{{$context.data.statusText}}', body: 'x' },
        402,
        'text/plain; charset=utf-8',
        'x',
      ],
    ];
    const data = {
      id: 7,
      name: "$& $' $1 {{$context.data.id}}",
      list: [1, { a: true }],
      quote: '<"&\'>',
      gif: Buffer.from('GIF89a').toString('base64'),
      status: 418,
      statusText: '402',
    };
    it.each(cases)('%s', async (_name, config, status, type, text) => {
      const workflow = await create();
      await respond(workflow, config);
      const response = await supertest(test.server)
        .post(`/api/webhooks/${workflow.key}`)
        .send(data)
        .buffer(true)
        .parse((message, done) => {
          const chunks: Buffer[] = [];
          message.on('data', (chunk) => chunks.push(chunk));
          message.on('end', () => done(null, Buffer.concat(chunks).toString()));
        });
      expect([response.status, response.headers['content-type'], response.body]).toEqual([status, type, text]);
      if (text) expect(response.headers['content-length']).toBe(String(Buffer.byteLength(text)));
      expect(await test.executions(workflow)).toMatchObject([{ status: 1 }]);
    });

    it.each([
      ['an absolute place', 'https://example.com/thanks?id={{$context.data.id}}', 'https://example.com/thanks?id=7'],
      ['an IPv6 address', 'http://[::1]:3000/a?b[]={{$context.data.id}}', 'http://[::1]:3000/a?b[]=7'],
      ['a host outside ASCII', 'https://例え.jp/谢谢', 'https://xn--r8jz45g.jp/%E8%B0%A2%E8%B0%A2'],
      ['a relative place', '/谢谢', '/%E8%B0%A2%E8%B0%A2'],
      ['one from a variable', '{{$context.data.next}}', 'https://example.org/a%20b'],
    ])('a redirect to %s', async (_name, location, expected) => {
      const workflow = await create();
      await respond(workflow, { type: 'redirect', status: 303, location });
      const response = await call(workflow, { id: 7, next: 'https://example.org/a%20b' });
      expect([response.status, response.headers.location, response.text]).toEqual([303, expected, '']);
    });

    it('headers with variables, one name twice', async () => {
      const workflow = await create();
      const headers = [
        { name: 'X-Id', value: 'id-{{$context.data.id}}' },
        { name: 'Link', value: '<a>' },
        { name: 'Link', value: '<b>' },
      ];
      await respond(workflow, { headers, body: { ok: true } });
      const response = await call(workflow, { id: 7 });
      expect([response.headers['x-id'], response.headers.link]).toEqual(['id-7', '<a>, <b>']);
    });

    it('results of nodes that ran before', async () => {
      const workflow = await create();
      const mark = await addNode(test, workflow, 'mark', {});
      await respond(workflow, { body: { was: `{{$jobsMapByNodeKey.${mark.key}}}` } }, { after: mark });
      expect((await call(workflow)).body).toEqual({ was: 'marked' });
    });

    it('a text whose noted beginning would end within a character', async () => {
      const workflow = await create();
      await respond(workflow, { type: 'text', body: `x${'😀'.repeat(1_500)}` });
      const response = await call(workflow);
      expect([response.status, response.text.length]).toEqual([200, 3_001]);
      expect(await test.executions(workflow)).toMatchObject([{ status: 1 }]);
      expect(await jobs(workflow, 'webhook-response')).toMatchObject([
        { status: 1, result: { answered: true, body: `x${'😀'.repeat(999)}`, size: 6_001 } },
      ]);
    });

    it('guards markup and leaves JSON alone', async () => {
      const html = await create();
      await respond(html, { type: 'html', body: '<script>1</script>' });
      expect((await call(html)).headers).toMatchObject({
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
      });
      const json = await create();
      await respond(json, { body: {} });
      expect((await call(json)).headers['content-security-policy']).toBeUndefined();
    });

    it('cookies only where they are allowed', async () => {
      const workflow = await create();
      const headers = [{ name: 'Set-Cookie', value: 'seen=1' }];
      await expect(respond(workflow, { headers })).rejects.toThrow(/headers\.0\.name: /);
      await respond(workflow, { headers, allowCookies: true });
      expect((await call(workflow)).headers['set-cookie']).toEqual(['seen=1']);
    });
  });

  describe('what comes out wrong is 500, with the reason in the job', () => {
    const cases: [string, ResponseNodeConfig, object, RegExp][] = [
      ['a status that is none', { status: '{{$context.data.x}}' }, { x: 'many' }, /^status: /],
      ['a status out of range', { status: '{{$context.data.x}}' }, { x: 101 }, /^status: /],
      [
        'a status that is absent',
        { type: 'redirect', status: '{{$context.data.x}}', location: '/' },
        { x: 200 },
        /^status: /,
      ],
      [
        'a header that would end',
        { headers: [{ name: 'X-A', value: '{{$context.data.x}}' }] },
        { x: 'a\r\nSet-Cookie: b=c' },
        /^headers\.0\.value: /,
      ],
      [
        'a header outside Latin-1',
        { headers: [{ name: 'X-A', value: '{{$context.data.x}}' }] },
        { x: '收到' },
        /^headers\.0\.value: /,
      ],
      [
        'a header that is too long',
        { headers: [{ name: 'X-A', value: '{{$context.data.x}}' }] },
        { x: 'x'.repeat(5000) },
        /^headers\.0\.value: /,
      ],
      ['bytes that are none', { type: 'binary', body: '{{$context.data.x}}' }, { x: 'no base64!' }, /^body: /],
      [
        'a type that is none',
        { type: 'text', body: 'x', contentType: '{{$context.data.x}}' },
        { x: 'text' },
        /^contentType: /,
      ],
      [
        'a script as a place',
        { type: 'redirect', location: '{{$context.data.x}}' },
        { x: 'javascript:alert(1)' },
        /^location: /,
      ],
      [
        'data as a place',
        { type: 'redirect', location: '{{$context.data.x}}' },
        { x: 'data:text/html,x' },
        /^location: /,
      ],
      [
        'a place that only looks relative',
        { type: 'redirect', location: '{{$context.data.x}}' },
        { x: '//evil.example' },
        /^location: /,
      ],
      [
        'the same with a backslash',
        { type: 'redirect', location: '{{$context.data.x}}' },
        { x: '/\\evil.example' },
        /^location: /,
      ],
      ['no place', { type: 'redirect', location: '{{$context.data.x}}' }, {}, /^location: /],
      [
        'a script in a Location header',
        { headers: [{ name: 'Location', value: '{{$context.data.x}}' }] },
        { x: 'javascript:1' },
        /^headers\.0\.value: /,
      ],
    ];
    it.each(cases)('%s', async (_name, config, data, reason) => {
      const workflow = await create();
      await respond(workflow, config);
      const response = await call(workflow, data);
      expect([response.status, response.body, response.headers['set-cookie']]).toEqual([500, REFUSED, undefined]);
      const [job] = await jobs(workflow, 'webhook-response');
      expect(job).toMatchObject({ status: -1, result: { answered: false, error: expect.stringMatching(reason) } });
    });
  });

  describe('what is refused when it is saved, naming the field', () => {
    const cases: [string, object][] = [
      ['status', { status: 100 }],
      ['status', { status: 199 }],
      ['status', { status: 600 }],
      ['status', { status: 'a {{$context.data.x}}' }],
      ['status', { type: 'redirect', status: 200, location: '/' }],
      ['headers.0.name', { headers: [{ name: 'Content-Length', value: '1' }] }],
      ['headers.0.name', { headers: [{ name: 'transfer-encoding', value: 'chunked' }] }],
      ['headers.0.name', { headers: [{ name: 'Connection', value: 'close' }] }],
      ['headers.0.name', { headers: [{ name: 'Keep-Alive', value: 'x' }] }],
      ['headers.0.name', { headers: [{ name: 'Upgrade', value: 'x' }] }],
      ['headers.0.name', { headers: [{ name: 'X-Webhook-Anything', value: 'x' }] }],
      ['headers.0.name', { headers: [{ name: 'Access-Control-Allow-Origin', value: '*' }] }],
      [
        'headers.1.name',
        {
          headers: [
            { name: 'X-A', value: 'x' },
            { name: 'a b', value: 'x' },
          ],
        },
      ],
      ['headers.0.value', { headers: [{ name: 'X-A', value: 'x\r\ny' }] }],
      ['headers.0.value', { headers: [{ name: 'X-A', value: '{{ $env.SECRET }}' }] }],
      ['headers.0.name', { type: 'redirect', location: '/', headers: [{ name: 'location', value: '/other' }] }],
      ['type', { type: 'smoke' }],
      ['contentType', { contentType: 'text' }],
      ['body', { type: 'json', body: '{ "a": }' }],
      ['body', { type: 'binary', body: 'no base64!' }],
      ['body', { type: 'text', body: {} }],
      ['body', { body: { a: ['{{$env.SECRET}}'] } }],
      ['body', { body: { a: ['{{ctx.$env.SECRET}}'] } }],
      ['body', { body: '{{ctx}}' }],
      ['location', { type: 'redirect' }],
      ['location', { type: 'redirect', location: 'ftp://example.com' }],
      ['location', { type: 'redirect', location: 'javascript:1' }],
      ['continue', { continue: 'yes' }],
    ];
    let workflow: WorkflowModel;
    beforeAll(async () => {
      workflow = await create();
    });
    it.each(cases)('%s of %j', async (path, config) => {
      const message = new RegExp(`^400: .*"message":"${path.replaceAll('.', '\\.')}: `);
      await expect(respond(workflow, config)).rejects.toThrow(message);
    });
  });

  describe('where it runs', () => {
    it('ends the workflow', async () => {
      const workflow = await create();
      const node = await respond(workflow, { status: 201 });
      await addNode(test, workflow, 'mark', {}, { after: node });
      expect((await call(workflow)).status).toBe(201);
      expect(await jobs(workflow, 'mark')).toEqual([]);
      expect(await test.executions(workflow)).toMatchObject([{ status: 1 }]);
    });

    it('sends the reply at once and goes on', async () => {
      const workflow = await create();
      const node = await respond(workflow, { status: 201, continue: true });
      await addNode(test, workflow, 'mark', { wait: 600 }, { after: node });
      const started = Date.now();
      expect((await call(workflow)).status).toBe(201);
      expect(Date.now() - started).toBeLessThan(550);
      expect(await test.executions(workflow)).toMatchObject([{ status: 0 }]);
      await test.until(async () => (await test.executions(workflow))[0].status === 1);
      expect(await jobs(workflow, 'mark')).toMatchObject([{ status: 1, result: 'marked' }]);
    });

    it('the first to run wins, a later one is noted', async () => {
      const workflow = await create();
      const first = await respond(workflow, { body: 'first', continue: true });
      await respond(workflow, { body: 'second' }, { after: first });
      expect((await call(workflow)).text).toBe('first');
      await test.until(async () => (await test.executions(workflow))[0].status === 1);
      expect(await jobs(workflow, 'webhook-response')).toMatchObject([
        { status: 1, result: { answered: true, body: 'first' } },
        { status: 1, result: { answered: false, note: expect.stringContaining('already'), body: 'second' } },
      ]);
    });

    it('wins over a run that fails after it, and over the trigger’s response', async () => {
      const workflow = await create({ response: { body: 'trigger' }, failureResponse: { body: 'failure' } });
      const first = await respond(workflow, { body: 'node', continue: true });
      await addNode(test, workflow, 'end', { endStatus: -1 }, { after: first });
      const response = await call(workflow);
      expect([response.status, response.text]).toEqual([200, 'node']);
      await test.until(async () => (await test.executions(workflow))[0].status === -1);
    });

    it.each([
      [true, 'yes'],
      [false, 'no'],
    ])('in the branches of a condition (%s)', async (good, text) => {
      const workflow = await create();
      const calculation = {
        group: { type: 'and', calculations: [{ calculator: 'equal', operands: ['{{$context.data.good}}', true] }] },
      };
      const condition = await addNode(test, workflow, 'condition', {
        engine: 'basic',
        rejectOnFalse: false,
        calculation,
      });
      await respond(workflow, { body: 'yes' }, { after: condition, branch: 1 });
      await respond(workflow, { body: 'no' }, { after: condition, branch: 0 });
      await addNode(test, workflow, 'mark', {}, { after: condition });
      expect((await call(workflow, { good })).text).toBe(text);
      expect(await jobs(workflow, 'mark')).toEqual([]);
      expect(await test.executions(workflow)).toMatchObject([{ status: 1 }]);
    });

    it('in a loop, with its item, ending at the first round', async () => {
      const workflow = await create();
      const loop = await addNode(test, workflow, 'loop', { target: '{{$context.data.list}}' });
      await respond(workflow, { body: { item: `{{$scopes.${loop.key}.item}}` } }, { after: loop, branch: 0 });
      expect((await call(workflow, { list: ['a', 'b'] })).body).toEqual({ item: 'a' });
      expect(await jobs(workflow, 'webhook-response')).toHaveLength(1);
      expect(await test.executions(workflow)).toMatchObject([{ status: 1 }]);
    });

    it('in a loop that goes on: the first round answers', async () => {
      const workflow = await create();
      const loop = await addNode(test, workflow, 'loop', { target: '{{$context.data.list}}' });
      await respond(workflow, { body: `{{$scopes.${loop.key}.item}}`, continue: true }, { after: loop, branch: 0 });
      expect((await call(workflow, { list: ['a', 'b', 'c'] })).text).toBe('a');
      await test.until(async () => (await test.executions(workflow))[0].status === 1);
      expect((await jobs(workflow, 'webhook-response')).map(({ result }) => result.answered)).toEqual([
        true,
        false,
        false,
      ]);
    });

    it.each([true, false])('in parallel branches (goes on: %s)', async (goesOn) => {
      const workflow = await create();
      const parallel = await addNode(test, workflow, 'parallel', { mode: 'all' });
      await respond(workflow, { body: 'one', continue: goesOn }, { after: parallel, branch: 1 });
      await respond(workflow, { body: 'two', continue: goesOn }, { after: parallel, branch: 2 });
      expect((await call(workflow)).text).toBe('one');
      await test.until(async () => (await test.executions(workflow))[0].status === 1);
      expect(await jobs(workflow, 'webhook-response')).toHaveLength(goesOn ? 2 : 1);
    });

    it('in a sub-process, whose end is not the end of the workflow', async () => {
      const inner = await create();
      await respond(inner, { status: 203, body: 'from within' });
      const outer = await create({ response: { body: 'trigger' } });
      const called = await addNode(test, outer, 'call', { workflow: inner.key });
      await addNode(test, outer, 'mark', {}, { after: called });
      const response = await call(outer);
      expect([response.status, response.text]).toEqual([203, 'from within']);
      await test.until(async () => (await test.executions(outer))[0].status === 1);
      expect(await jobs(outer, 'mark')).toHaveLength(1);
    });

    it('after time is up it is noted, and the run ends', async () => {
      const workflow = await create({ timeout: 50 });
      const mark = await addNode(test, workflow, 'mark', { wait: 300 });
      await respond(workflow, { body: 'late' }, { after: mark });
      expect((await call(workflow)).status).toBe(504);
      await test.until(async () => (await test.executions(workflow))[0].status === 1);
      expect(await jobs(workflow, 'webhook-response')).toMatchObject([
        { result: { answered: false, note: expect.stringContaining('time') } },
      ]);
    });

    it('after a delay, which was answered with 202, it is noted', async () => {
      const workflow = await create();
      const delay = await addNode(test, workflow, 'mark', { status: 0 });
      await respond(workflow, { body: 'late' }, { after: delay });
      const response = await call(workflow);
      expect([response.status, response.body]).toEqual([202, { delivery: response.headers['x-webhook-delivery'] }]);
      const [execution] = await test.executions(workflow);
      const job = await test.app.db.getRepository('jobs').findOne({ filter: { executionId: execution.id } });
      job.set('status', 1);
      test.engine.instructions.get('mark').resume = (_node, resumed) => resumed;
      await test.engine.resume(job);
      await test.until(async () => (await test.executions(workflow))[0].status === 1);
      expect(await jobs(workflow, 'webhook-response')).toMatchObject([
        { status: 1, result: { answered: false, body: 'late' } },
      ]);
    });

    it('when a person starts the workflow it notes what it would have sent', async () => {
      const workflow = await create();
      await respond(workflow, { status: 201, body: 'seen' });
      await supertest(test.server).post(`/api/workflows:execute?filterByTk=${workflow.id}`).send({ values: {} });
      await test.until(async () => (await test.executions(workflow))[0]?.status === 1);
      expect(await jobs(workflow, 'webhook-response')).toMatchObject([
        { result: { answered: false, status: 201, body: 'seen' } },
      ]);
    });
  });

  describe('only in synchronous webhook workflows', () => {
    it.each([
      ['an asynchronous one', { sync: false }],
      ['another kind', { type: 'collection', config: { collection: 'users', mode: 1 } }],
    ])('%s refuses it', async (_name, values) => {
      const workflow = await create({}, { enabled: false, ...values });
      await expect(respond(workflow, {})).rejects.toThrow(/400: .*not available/);
    });

    it('fails with a clear result where it got in all the same', async () => {
      const workflow = await test.createWorkflow({ enabled: true });
      await test.app.db.getRepository('flow_nodes').create({
        values: { workflowId: workflow.id, type: 'webhook-response', config: {}, key: 'smuggled' },
      });
      expect((await call(workflow)).status).toBe(200);
      await test.until(async () => (await test.executions(workflow))[0]?.status === -1);
      expect(await jobs(workflow, 'webhook-response')).toMatchObject([
        { status: -1, result: { error: expect.stringContaining('synchronous') } },
      ]);
    });
  });
});
