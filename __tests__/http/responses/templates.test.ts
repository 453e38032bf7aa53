import type { WorkflowModel } from '@nocobase/plugin-workflow';
import supertest from 'supertest';
import type { ResponseConfig, ResponseNodeConfig } from '../../../src/common/WebhookConfig';
import { addNode } from '../../helpers/add-node';
import { startApp, type TestApp } from '../../helpers/start-app';

const XML = '<s:Envelope xmlns:s="u" xmlns:dc="d"><s:Body><x>1 &amp; 2</x><dc:title>T</dc:title></s:Body></s:Envelope>';
const JSON_BODY = JSON.stringify({
  'host.name': 'x',
  host: { name: 'path', 'os.type': 'linux' },
  姓名: '王',
  größe: { длина: 7 },
  'k8s.io/app name': [{ 'a:b': 1 }, { 'a:b': 2 }],
  'a-b/c': true,
  'say "hi"': 'quoted',
  text: '{{$context.data.host.name}}',
});

describe('variables of answers', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
    test.engine.registerInstruction('result', { run: async ({ config }) => ({ status: 1, result: config as object }) });
  });
  afterAll(() => test.stop());

  const create = (sync: boolean, response?: ResponseConfig) =>
    test.createWorkflow({ enabled: true, sync, config: { response } });
  const call = (workflow: WorkflowModel, type: string, body: string) =>
    supertest(test.server).post(`/api/webhooks/${workflow.key}`).set('Content-Type', type).send(body).buffer(true);

  const cases: [string, ResponseConfig, string, string][] = [
    ['a dot, in JSON', { type: 'json', body: '{"a":{{$context.data.host.name}}}' }, JSON_BODY, '{"a":"x"}'],
    ['a dot further down', { body: { a: '{{$context.data.host.os.type}}' } }, JSON_BODY, '{"a":"linux"}'],
    ['letters of any script', { type: 'json', body: '{"a":{{ $context.data.姓名 }}}' }, JSON_BODY, '{"a":"王"}'],
    ['letters of any script, in a path', { type: 'text', body: '<{{$context.data.größe.длина}}>' }, JSON_BODY, '<7>'],
    [
      'a name of JSON',
      { body: { '{{$context.data.姓名}}': '{{$context.data.größe}}' } },
      JSON_BODY,
      '{"王":{"длина":7}}',
    ],
    ['blanks, slashes and a colon on a list', { body: '{{$context.data.k8s.io/app name.a:b}}' }, JSON_BODY, '[1,2]'],
    ['a hyphen and a slash', { type: 'xml', body: '<a>{{$context.data.a-b/c}}</a>' }, JSON_BODY, '<a>true</a>'],
    ['quotes', { type: 'html', body: '<p>{{$context.data.say "hi"}}</p>' }, JSON_BODY, '<p>quoted</p>'],
    ['a colon, in JSON', { type: 'json', body: '{"a":{{$context.data.s:Envelope.s:Body.x}}}' }, XML, '{"a":"1 & 2"}'],
    ['a colon, in XML', { type: 'xml', body: '<a>{{$context.data.s:Envelope.s:Body.x}}</a>' }, XML, '<a>1 &amp; 2</a>'],
    ['a colon that leads nowhere', { body: { a: '{{$context.data.s:Envelope.s:Fault}}' } }, XML, '{"a":null}'],
    ['a colon at its end', { type: 'text', body: 'is {{$context.data.s:Envelope.s:Body.dc:title}}' }, XML, 'is T'],
    ['a name of every object', { type: 'text', body: '[{{$context.data.toString}}]' }, JSON_BODY, '[]'],
    [
      'a value that holds a variable',
      { type: 'text', body: '{{$context.data.text}}' },
      JSON_BODY,
      '{{$context.data.host.name}}',
    ],
    ['the context of newer workflows', { type: 'text', body: '{{ctx.$context.data.姓名}}!' }, JSON_BODY, '王!'],
    [
      'braces of JSON behind a name of the context',
      { type: 'json', body: '{"a":{"b":"$context"},"c":{"d":{{$context.data.host.name}}}}' },
      JSON_BODY,
      '{"a":{"b":"$context"},"c":{"d":"x"}}',
    ],
    ['braces around a variable', { type: 'text', body: '{{{$context.data.host.name}}}' }, JSON_BODY, '{x}'],
  ];

  describe.each([
    ['an asynchronous workflow', false],
    ['a synchronous workflow', true],
  ])('%s', (_mode, sync) => {
    it.each(cases)('%s', async (_name, response, body, expected) => {
      const workflow = await create(sync, response);
      const answer = await call(workflow, body === XML ? 'text/xml' : 'application/json', body);
      expect([answer.status, answer.text]).toEqual([200, expected]);
    });

    it('in headers, a status and a place', async () => {
      const headers = [{ name: 'X-Host', value: 'h={{$context.data.größe.длина}}' }];
      const workflow = await create(sync, { status: 202, headers, contentType: 'text/{{$context.data.host.os.type}}' });
      const answer = await call(workflow, 'application/json', JSON_BODY);
      expect([answer.status, answer.headers['x-host'], answer.type]).toEqual([202, 'h=7', 'text/linux']);
      const moved = await create(sync, { type: 'redirect', location: '/{{$context.data.姓名}}' });
      expect((await call(moved, 'application/json', JSON_BODY).redirects(0)).headers.location).toBe('/%E7%8E%8B');
    });
  });

  it.each(cases)('the Response node: %s', async (_name, response, body, expected) => {
    const workflow = await create(true);
    await addNode(test, workflow, 'webhook-response', response);
    const answer = await call(workflow, body === XML ? 'text/xml' : 'application/json', body);
    expect([answer.status, answer.text]).toEqual([200, expected]);
  });

  it('results of nodes and functions of the system', async () => {
    const workflow = await create(true);
    const node = await addNode(test, workflow, 'result', { 'host.name': 'x', rows: [{ 'a:b': 1 }], 姓名: '王' });
    const of = (name: string) => `{{$jobsMapByNodeKey.${node.key}.${name}}}`;
    const body = {
      a: of('host.name'),
      b: of('rows.a:b'),
      c: `${of('姓名')}!`,
      now: '{{$system.now}}',
      no: of('nothing'),
    };
    await addNode(test, workflow, 'webhook-response', { body }, { after: node });
    const answer = await call(workflow, 'application/json', '{}');
    expect(answer.body).toEqual({ a: 'x', b: [1], c: '王!', now: expect.stringMatching(/^\d{4}-.*Z$/), no: null });
  });

  const refused: [string, ResponseConfig, RegExp, RegExp][] = [
    ['body', { type: 'json', body: '{"a":{{$context.data.x}' }, /not closed/, /未闭合/],
    ['body', { type: 'text', body: 'a {{$context.data.x' }, /not closed/, /未闭合/],
    ['body', { type: 'text', body: 'a {$context.data.x}}' }, /lacks a brace/, /缺少花括号/],
    ['body', { type: 'html', body: '<b>{{$context.data.{x}}}</b>' }, /brace/, /花括号/],
    ['body', { type: 'text', body: 'Hello {{name}}' }, /begins with none of \$context/, /\$context/],
    ['body', { body: { deep: ['{{#each $context.data}}'] } }, /begins with none/, /无法识别/],
    ['body', { body: { '{{key}}': 1 } }, /begins with none/, /无法识别/],
    ['body', { type: 'json', body: '{"a":"\\u007b\\u007b$env.SECRET\\u007d}"}' }, /environment/, /环境变量/],
    ['status', { status: '{{status}}' }, /begins with none/, /无法识别/],
    ['headers.0.value', { headers: [{ name: 'X-A', value: '{{$context.data.x}' }] }, /not closed/, /未闭合/],
    ['headers.0.value', { headers: [{ name: 'X-A', value: '王 {{$context.data.x}}' }] }, /not allowed/, /不允许/],
    ['contentType', { contentType: 'text/{{x}}' }, /begins with none/, /无法识别/],
    ['location', { type: 'redirect', location: '/{{id}}' }, /begins with none/, /无法识别/],
  ];
  it.each(refused)(
    '%s of %j is refused when it is saved, in both languages',
    async (path, config, english, chinese) => {
      const save = (language: string, values: object) =>
        supertest(test.server).post('/api/workflows:create').set('X-Locale', language).send(values);
      for (const [language, reason] of [
        ['en-US', english],
        ['zh-CN', chinese],
      ] as const) {
        const answer = await save(language, { title: 'A', type: 'webhook', config: { response: config } });
        expect(answer.status).toBe(400);
        expect(answer.body.errors[0].message).toContain(`response.${path}: `);
        expect(answer.body.errors[0].message).toMatch(reason);
      }
      const workflow = await create(true);
      const node = config as ResponseNodeConfig;
      await expect(addNode(test, workflow, 'webhook-response', node)).rejects.toThrow(/^Error: 400|^400/);
    },
  );
});
