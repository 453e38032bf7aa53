import type Database from '@nocobase/database';

/** What the table of deliveries is filled with. */
export interface Filling {
  rows: number;
  /** of these, so many of the newest wait for a disabled workflow */
  held: number;
  /** and so many wait to be claimed */
  due: number;
}

/** Fills the table of deliveries by one statement: 100 endpoints, 30 days, 70 % dispatched. SQLite and PostgreSQL. */
export async function fillDeliveries(db: Database, { rows, held, due }: Filling): Promise<void> {
  const sqlite = db.sequelize.getDialect() === 'sqlite';
  const queries = db.sequelize.getQueryInterface();
  const quote = (name: string) => queries.quoteIdentifier(name, true);
  const id = sqlite
    ? "printf('01900000-0000-7000-8000-%012d', i)"
    : "'01900000-0000-7000-8000-' || lpad(i::text, 12, '0')";
  const ago = `(${rows} - i) * ${(30 * 86_400) / rows}`;
  const columns: Record<string, string> = {
    id,
    state: `CASE WHEN i > ${rows - held - due} THEN 'recorded' WHEN i % 10 < 7 THEN 'dispatched' WHEN i % 10 < 9 THEN 'refused'
      ELSE 'duplicate' END`,
    code: `CASE WHEN i > ${rows - due} THEN NULL WHEN i > ${rows - held - due} THEN 'workflow_disabled' END`,
    nextAttemptAt: `CASE WHEN i <= ${rows - due} AND i > ${rows - held - due} THEN ${
      sqlite ? "'2999-01-01 00:00:00.000 +00:00'" : "timestamptz '2999-01-01'"
    } END`,
    workflowKey: sqlite ? "'key' || (i % 100)" : "'key' || (i % 100)",
    workflowId: 'i % 100',
    executionId: 'i',
    method: "'POST'",
    path: "'/orders'",
    address: sqlite ? "'192.0.2.' || (i % 250)" : "'192.0.2.' || (i % 250)",
    eventType: "'order.paid'",
    receivedAt: sqlite
      ? `strftime('%Y-%m-%d %H:%M:%f +00:00', 'now', '-' || (${ago}) || ' seconds')`
      : `now() - (${ago}) * interval '1 second'`,
    status: '200',
    bodySize: '200',
    rawBody: sqlite ? 'randomblob(200)' : "decode(repeat('ab', 200), 'hex')",
    context: `CASE WHEN i > ${rows - due} THEN '{"data":{}}' END${sqlite ? '' : '::json'}`,
    dedupKey: `CASE WHEN i % 2 = 0 THEN ${sqlite ? "printf('%064d', i)" : "lpad(i::text, 64, '0')"} END`,
    dedupUntil: sqlite ? "'2000-01-01 00:00:00.000 +00:00'" : "timestamptz '2000-01-01'",
    occurrences: '1',
    duplicates: '0',
    attempts: '0',
  };
  const table = quote(String(db.getModel('webhookDeliveries').getTableName()));
  const named = Object.keys(columns).map(quote).join(', ');
  const values = Object.values(columns).join(', ');
  const series = sqlite
    ? `WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ${rows}) SELECT ${values} FROM s`
    : `SELECT ${values} FROM generate_series(1, ${rows}) AS s(i)`;
  await db.sequelize.query(`INSERT INTO ${sqlite ? table : tableOf(db, quote)} (${named}) ${series}`);
  await db.sequelize.query('ANALYZE');
}

// PostgreSQL's tables are named with their schema.
function tableOf(db: Database, quote: (name: string) => string): string {
  const name = db.getModel('webhookDeliveries').getTableName() as string | { schema: string; tableName: string };
  return typeof name === 'string' ? quote(name) : `${quote(name.schema)}.${quote(name.tableName)}`;
}
