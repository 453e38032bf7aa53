import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A database that one test has for itself, over as many starts of an application as it likes. */
export interface TestDatabase {
  /** `database` of NocoBase's application */
  options: object;
  /** SQLite only: nothing about it is made faster than NocoBase has it */
  asHost?: boolean;
  drop(): Promise<void>;
}

/**
 * Makes a database: an SQLite file, or, where `TEST_DATABASE` is the address of a server (`postgres://`, `mysql://` or `mariadb://`, with
 * a user who may create databases), a new database there.
 * @param asHost leaves an SQLite file as NocoBase sets it up, with a journal that waits for the disk
 */
export async function createTestDatabase({ asHost = false } = {}): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE;
  return server ? onServer(new URL(server)) : inFile(asHost);
}

function inFile(asHost: boolean): TestDatabase {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-db-'));
  return {
    options: {
      dialect: 'sqlite',
      storage: path.join(directory, 'db.sqlite'),
      logging: false,
    },
    asHost,
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
