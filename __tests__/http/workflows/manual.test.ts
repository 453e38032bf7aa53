import supertest from 'supertest';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('Execute manually', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const given = {
    data: { a: 1 },
    headers: { 'X-Event': 'push' },
    query: { q: '1' },
    params: { id: '7' },
  };

  it.each<[string, object, object]>([
    ['everything', given, { data: { a: 1 }, headers: { 'x-event': 'push' }, query: { q: '1' }, params: { id: '7' } }],
    ['a body under its other name', { body: [1] }, { data: [1], headers: {}, query: {}, params: {} }],
    ['nothing', {}, { data: null, headers: {}, query: {}, params: {} }],
    [
      'null for everything',
      { data: null, headers: null, query: null, params: null },
      { data: null, headers: {}, query: {}, params: {} },
    ],
  ])('runs with %s', async (_name, values, context) => {
    for (const sync of [false, true]) {
      const workflow = await test.createWorkflow({ enabled: false, sync });
      const response = await supertest(test.server)
        .post(`/api/workflows:execute?filterByTk=${workflow.id}`)
        .send(values);
      expect(response.status).toBe(200);
      expect(response.body.data.execution).toMatchObject({ status: 1 });
      expect(await test.executions(workflow)).toMatchObject([
        { context: { ...context, delivery: { method: 'POST' } } },
      ]);
    }
  });
});
