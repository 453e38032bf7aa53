import { startApp } from '../helpers/start-app';
import type { TestDatabase } from '../helpers/TestDatabase';
import type { Senders } from './Senders';

const DEADLINE = 300_000;
const UNSETTLED = ['recorded', 'claimed', 'running'];

/** Starts an application on the database, lets it finish, and expects that each acknowledged event ran once, and no event twice. */
export async function expectOnce(database: TestDatabase, senders: Senders): Promise<{ events: number }> {
  const test = await startApp({ database });
  try {
    await senders.finish(test.url);
    const { db } = test.app;
    const deadline = Date.now() + DEADLINE;
    for (;;) {
      const left = await db.getRepository('webhookDeliveries').count({ filter: { state: { $in: UNSETTLED } } });
      if (!left) break;
      if (Date.now() > deadline) throw new Error(`${left} deliveries are still not dispatched`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const rows: { context: { data: { event: string } } }[] = (await db.getModel('executions').findAll({
      attributes: ['context'],
      raw: false,
    })) as never;
    const runs = new Map<string, number>();
    for (const { context } of rows) runs.set(context.data.event, (runs.get(context.data.event) ?? 0) + 1);
    const { acknowledged, unexpected } = senders;
    expect(unexpected).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((event) => !runs.has(event))).toEqual([]);
    expect([...runs].filter(([, count]) => count > 1)).toEqual([]);
    return { events: acknowledged.length };
  } finally {
    await test.stop();
  }
}
