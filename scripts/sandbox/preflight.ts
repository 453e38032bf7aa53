import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { type Database, SandboxError, type SandboxOptions } from './options';

const MIN_NODE = 20;
const MIN_FREE = 3e9;

/**
 * Looks whether the sandbox can work at all, before anything is made.
 * @param first nothing has been installed yet, so disk space is needed
 * @throws SandboxError that says what to do
 */
export async function preflight({ port, dir, database }: SandboxOptions, first: boolean): Promise<void> {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MIN_NODE) throw new SandboxError(`Node.js ${process.version} is too old: install ${MIN_NODE} or newer`);
  if (await answers('127.0.0.1', port)) {
    throw new SandboxError(`Port ${port} is in use: stop what listens there, or choose another with --port`);
  }
  await checkDatabase(database);
  if (!first) return;
  const folder = existingParent(dir);
  const { bavail, bsize } = fs.statfsSync(folder);
  const free = bavail * bsize;
  if (free < MIN_FREE) {
    const need = `${MIN_FREE / 1e9} GB`;
    throw new SandboxError(
      `${folder} has ${(free / 1e9).toFixed(1)} GB left and NocoBase needs ${need}: free some, or choose another place with --dir`,
    );
  }
}

async function checkDatabase(database: Database): Promise<void> {
  if (database.dialect === 'sqlite') return;
  const { host, port, name, dialect } = database;
  if (!(await answers(host, port))) {
    throw new SandboxError(`No ${dialect} server answers at ${host}:${port}: start it, or mend --database`);
  }
  try {
    await probe(database);
  } catch (error) {
    throw new SandboxError(`The database "${name}" at ${host}:${port} can't be opened: ${(error as Error).message}`);
  }
}

async function probe(database: Exclude<Database, { dialect: 'sqlite' }>): Promise<void> {
  const { host, port, user, password, name } = database;
  if (database.dialect === 'postgres') {
    const { Client } = await import('pg');
    const client = new Client({ host, port, user, password, database: name, connectionTimeoutMillis: 5_000 });
    await client.connect();
    await client.end();
  } else {
    const { createConnection } = await import('mysql2/promise');
    const connection = await createConnection({ host, port, user, password, database: name, connectTimeout: 5_000 });
    await connection.end();
  }
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 3_000 });
    const done = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.on('connect', () => done(true));
    socket.on('timeout', () => done(false));
    socket.on('error', () => done(false));
  });
}

function existingParent(folder: string): string {
  return fs.existsSync(folder) ? folder : existingParent(path.dirname(folder));
}
