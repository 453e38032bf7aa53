import supertest from 'supertest';
import type { ResponseConfig } from '../../../src/common/WebhookConfig';
import { addNode } from '../../helpers/add-node';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('the configured answers to runs that fail and runs that take too long', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
    test.engine.registerInstruction('slow', {
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        return { status: 1 };
      },
    });
  });
  afterAll(() => test.stop());

  const endings = [
    ['failureResponse', 'end', { endStatus: -1 }, 500, 'workflow_failed'],
    ['timeoutResponse', 'slow', {}, 504, 'timeout'],
  ] as const;
  const USUAL = Symbol('the usual body');
  const cases: [ResponseConfig, number | undefined, string | undefined, string | typeof USUAL][] = [
    [{}, undefined, 'application/json; charset=utf-8', USUAL],
    [{ status: null as never }, undefined, 'application/json; charset=utf-8', USUAL],
    [{ status: 202 }, 202, 'application/json; charset=utf-8', USUAL],
    [{ status: '{{$context.data.nothing}}' }, undefined, 'application/json; charset=utf-8', USUAL],
    [{ type: 'json' }, undefined, 'application/json; charset=utf-8', USUAL],
    [{ type: 'json', body: { sorry: true } }, undefined, 'application/json; charset=utf-8', '{"sorry":true}'],
    [{ body: 'sorry' }, undefined, 'text/plain; charset=utf-8', 'sorry'],
    [{ body: '' }, undefined, undefined, ''],
    [{ type: 'text' }, undefined, undefined, ''],
    [{ type: 'html' }, undefined, undefined, ''],
    [{ type: 'xml' }, undefined, undefined, ''],
    [{ type: 'binary' }, undefined, undefined, ''],
    [{ type: 'empty' }, undefined, undefined, ''],
    [{ type: 'redirect', location: '/sorry' }, 302, undefined, ''],
    [{ type: 'redirect', location: '/sorry', status: null as never }, 302, undefined, ''],
    [{ type: 'redirect', location: '/sorry', status: 307 }, 307, undefined, ''],
  ];

  describe.each(endings)('%s', (field, node, config, usualStatus, code) => {
    it.each(cases)('%j', async (response, status, type, body) => {
      const workflow = await test.createWorkflow({
        enabled: true,
        sync: true,
        config: { timeout: node === 'slow' ? 50 : 10_000, [field]: response },
      });
      await addNode(test, workflow, node, config);
      const answer = await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({}).redirects(0);
      // A run that still goes on must not write while the next call does.
      await test.until(async () => (await test.executions(workflow))[0]?.status);
      expect([answer.status, answer.headers['content-type'], answer.headers.location]).toEqual([
        status ?? usualStatus,
        type,
        response.location,
      ]);
      if (body === USUAL) expect(answer.body).toEqual({ errors: [{ code, message: expect.any(String) }] });
      else expect((answer.text as string | undefined) ?? '').toBe(body);
    });
  });
});
