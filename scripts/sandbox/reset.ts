import fs from 'node:fs';
import path from 'node:path';
import type { SandboxOptions } from './options';

/** Drops the sandbox's data: uploads, installed plugins, and the SQLite file or every table of the named database. Packages stay. */
export async function reset({ dir, database }: SandboxOptions): Promise<void> {
  for (const name of ['storage', 'state.json']) fs.rmSync(path.join(dir, name), { recursive: true, force: true });
  for (const folder of ['storage/db', 'storage/plugins']) fs.mkdirSync(path.join(dir, folder), { recursive: true });
  if (database.dialect === 'sqlite') return;
  const { host, port, user, password, name } = database;
  if (database.dialect === 'postgres') {
    const { Client } = await import('pg');
    const client = new Client({ host, port, user, password, database: name });
    await client.connect();
    await client.query('DROP SCHEMA public CASCADE');
    await client.query('CREATE SCHEMA public');
    await client.end();
    return;
  }
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ host, port, user, password, database: name, multipleStatements: true });
  const [rows] = await connection.query(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
    [name],
  );
  await connection.query('SET FOREIGN_KEY_CHECKS = 0');
  for (const row of rows as { name: string }[]) await connection.query('DROP TABLE ??', [row.name]);
  await connection.end();
}
