import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import supertest from 'supertest';
import { deliveriesOf, settledDeliveriesOf } from '../../helpers/deliveries';
import { startApp, type TestApp } from '../../helpers/start-app';

const DAY = 86_400_000;

describe('upkeep', () => {
  const reader = new PeriodicExportingMetricReader({
    exporter: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
    exportIntervalMillis: DAY,
  });
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_RETENTION_DAYS = '2';
    test = await startApp({
      prepare: ({ options, telemetry }) => {
        options.telemetry = { ...options.telemetry, enabled: true };
        telemetry.metric.readerName = 'test';
        telemetry.metric.registerReader('test', () => reader);
      },
    }).finally(() => delete process.env.WEBHOOK_RETENTION_DAYS);
  });
  afterAll(() => test.stop());

  /** The values of a metric by its attributes: sums, and of histograms how many were measured. */
  const measured = async (name: string) => {
    const { resourceMetrics } = await reader.collect();
    const points = resourceMetrics.scopeMetrics
      .flatMap(({ metrics }) => metrics)
      .filter(({ descriptor }) => descriptor.name === name)
      .flatMap(({ dataPoints }) => dataPoints as { attributes: object; value: number | { count: number } }[]);
    return points.map(({ attributes, value }) => [attributes, typeof value === 'number' ? value : value.count]);
  };

  it('counts and measures by telemetry', async () => {
    const workflow = await test.createWorkflow({
      enabled: true,
      config: { deduplication: { source: 'header', key: 'X-Id' } },
    });
    const call = () => supertest(test.server).post(`/api/webhooks/${workflow.key}`);
    await call().set('X-Id', 'a').send({});
    await call().set('X-Id', 'a').send({});
    await call().send({});
    await call().type('json').send('{"a":');
    await supertest(test.server).get(`/api/webhooks/${workflow.key}`);
    await settledDeliveriesOf(test, workflow);
    expect(await measured('webhook.deliveries.received')).toEqual([[{}, 5]]);
    expect(await measured('webhook.deliveries.duplicates')).toEqual([[{}, 1]]);
    expect(await measured('webhook.deliveries.refused')).toEqual([
      [{ code: 'malformed_body' }, 1],
      [{ code: 'method_not_allowed' }, 1],
    ]);
    expect(await measured('webhook.record.latency')).toEqual([[{}, 2]]);
    expect(await measured('webhook.dispatch.lag')).toEqual([[{}, 2]]);
    expect(await measured('webhook.backlog')).toEqual([[{}, 0]]);
  });

  it('has old deliveries deleted by the hour, while it runs', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const row = (id: string, days: number) => ({
      id,
      state: 'dispatched',
      workflowKey: workflow.key,
      receivedAt: new Date(Date.now() - days * DAY),
    });
    await test.app.db.getModel('webhookDeliveries').bulkCreate([row('old', 2.1), row('young', 1.9)]);
    const timeOf = (job: object) => (Reflect.get(job, 'cronTime') as { source: string }).source;
    const jobs = () => [...test.app.cronJobManager.jobs].filter((one) => timeOf(one) === '0 23 * * * *');
    expect(jobs()).toHaveLength(1);
    const [job] = jobs();
    await job.fireOnTick();
    const left = await test.until(async () => {
      const rows = await deliveriesOf(test, workflow);
      return rows.length < 2 && rows;
    });
    expect(left.map(({ id }) => id)).toEqual(['young']);
    await test.app.restart();
    expect(jobs()).toHaveLength(1);
    expect(jobs()[0]).not.toBe(job);
    await test.app.stop();
    expect(jobs()).toEqual([]);
  });
});
