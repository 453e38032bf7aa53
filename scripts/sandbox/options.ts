import path from 'node:path';
import { parseArgs } from 'node:util';

/** Where the sandbox keeps its data. */
export type Database =
  | { dialect: 'sqlite' }
  | {
      dialect: 'postgres' | 'mysql' | 'mariadb';
      host: string;
      port: number;
      user: string;
      password: string;
      name: string;
    };

export interface SandboxOptions {
  port: number;
  /** absolute */
  dir: string;
  database: Database;
  reset: boolean;
  help: boolean;
}

/** Something that the person who called can mend; the message says how. */
export class SandboxError extends Error {}

const DEFAULT_PORTS = { postgres: 5432, mysql: 3306, mariadb: 3306 };

export const USAGE = `npm run sandbox -- [options]

  --port 13000            where NocoBase listens
  --dir .sandbox          where it is kept
  --database sqlite       or postgres://user:password@host:port/name, mysql://…, mariadb://…
  --reset                 drops all data of the sandbox first: the SQLite file, or every table of the named database
  --help                  this text`;

/**
 * Reads the command line.
 * @throws SandboxError for what can't be understood
 */
export function readOptions(args: readonly string[]): SandboxOptions {
  const values = parse(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SandboxError(`--port ${values.port}: give a number from 1 to 65535`);
  }
  return {
    port,
    dir: path.resolve(values.dir),
    database: readDatabase(values.database),
    reset: values.reset,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '13000' },
        dir: { type: 'string', default: '.sandbox' },
        database: { type: 'string', default: 'sqlite' },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new SandboxError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function readDatabase(text: string): Database {
  if (text === 'sqlite') return { dialect: 'sqlite' };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const dialect = url?.protocol === 'postgresql:' ? 'postgres' : url?.protocol.slice(0, -1);
  if (!url || (dialect !== 'postgres' && dialect !== 'mysql' && dialect !== 'mariadb')) {
    throw new SandboxError(
      `--database ${text}: give sqlite, or postgres://, mysql:// or mariadb:// with host and name`,
    );
  }
  const name = decodeURIComponent(url.pathname.slice(1));
  if (!url.hostname || !name) throw new SandboxError('--database: the address needs a host and the name of a database');
  return {
    dialect,
    host: url.hostname,
    port: Number(url.port) || DEFAULT_PORTS[dialect],
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    name,
  };
}
