import supertest from 'supertest';
import { startApp, type TestApp } from '../../helpers/start-app';

const COLUMNS = ['receivedAt', 'status', 'workflowId', 'executionId', 'state', 'id', 'duration', 'reason'];
const OPERATORS = [
  '$eq',
  '$ne',
  '$in',
  '$notIn',
  '$includes',
  '$startsWith',
  '$empty',
  '$null',
  '$gt',
  '$lte',
  '$dateOn',
  '$dateBefore',
  '$dateBetween',
];
const VALUES: unknown[] = [
  'nonsense',
  '',
  null,
  true,
  -1,
  1e300,
  'NaN',
  [],
  [null],
  ['x', 1],
  '2026-13-45',
  '\u0000',
  '\ud800',
  '9'.repeat(400),
  {},
  { type: 'past' },
  { type: 'past', number: 1e300, unit: 'day' },
  ['a', 'b', 'c'],
];

describe('a filter of deliveries that can not be read', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
    const { key } = await test.createWorkflow({ enabled: true });
    await supertest(test.server).post(`/api/webhooks/${key}`).send({});
  });
  afterAll(() => test.stop());

  const list = async (filter: unknown, action = 'list') =>
    supertest(test.server)
      .get(`/api/webhookDeliveries:${action}`)
      .query({ filter: typeof filter === 'string' ? filter : JSON.stringify(filter) });

  it.each(COLUMNS)('is 400 and never 500, whatever is asked of %s', async (column) => {
    const wrong: string[] = [];
    for (const operator of OPERATORS) {
      for (const value of VALUES) {
        const { status, body } = await list({ [column]: { [operator]: value } });
        const isFine = status === 200 || (status === 400 && body.errors[0].code === 'bad_filter');
        if (!isFine) wrong.push(`${operator} ${JSON.stringify(value)}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    // NocoBase drops text that is no JSON before the action is asked.
    '[[]]',
    '{"$and":1}',
    '{"$or":[null]}',
    '{"rawBody.$ne":1}',
    '{"workflow.config":1}',
  ])('is 400 for %s', async (text) => {
    expect((await list(text)).status).toBe(400);
  });

  it.each(['export', 'export?format=json'])('is 400 before an %s begins', async (action) => {
    const { status } = await supertest(test.server)
      .get(`/api/webhookDeliveries:${action}`)
      .query({ filter: JSON.stringify({ receivedAt: { $gt: '\u0000' } }) });
    expect([200, 400]).toContain(status);
  });
});
