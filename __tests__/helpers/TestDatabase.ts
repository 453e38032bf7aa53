import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A database that one test has for itself, over as many starts of an application as it likes. */
export interface TestDatabase {
  /** `database` of NocoBase's application */
  options: object;
  drop(): Promise<void>;
}

/**
 * Makes a database: an SQLite file, or, where `TEST_DATABASE` is the address of a server (`postgres://`, `mysql://` or `mariadb://`, with
 * a user who may create databases), a new database there.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE;
  return server ? onServer(new URL(server)) : inFile();
}

function inFile(): TestDatabase {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-db-'));
  return {
    options: {
      dialect: 'sqlite',
      storage: path.join(directory, 'db.sqlite'),
      logging: false,
      transactionType: 'IMMEDIATE',
    },
    drop: async () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

async function onServer(server: URL): Promise<TestDatabase> {
  const dialect = server.protocol.slice(0, -1).replace('postgresql', 'postgres');
  const name = `webhook_test_${randomBytes(6).toString('hex')}`;
  await command(server, dialect, `CREATE DATABASE ${name}`);
  return {
    options: {
      dialect,
      host: server.hostname,
      port: Number(server.port) || undefined,
      username: decodeURIComponent(server.username),
      password: decodeURIComponent(server.password),
      database: name,
      logging: false,
    },
    drop: () => command(server, dialect, `DROP DATABASE ${name}${dialect === 'postgres' ? ' WITH (FORCE)' : ''}`),
  };
}

/** Runs one statement on the server, outside of the tests' databases. */
async function command(server: URL, dialect: string, sql: string): Promise<void> {
  const { hostname: host, port, username, password } = server;
  const login = {
    host,
    port: Number(port) || undefined,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
  if (dialect === 'postgres') {
    const { Client } = await import('pg');
    const client = new Client({ ...login, database: server.pathname.slice(1) || 'postgres' });
    await client.connect();
    await client.query(sql).finally(() => client.end());
    return;
  }
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(login);
  await connection.query(sql).finally(() => connection.end());
}
