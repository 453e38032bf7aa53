import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Database, type SandboxOptions } from './options';
import type { Processes } from './Processes';
import { placeSqlite } from './place-sqlite';
import { progress } from './progress';

const NOCOBASE = '2.2.15';
const MANIFEST = {
  private: true,
  scripts: { nocobase: 'nocobase-v1' },
  dependencies: {
    '@nocobase/app': NOCOBASE,
    mariadb: '2.5.6',
    mysql2: '^3',
    pg: '^8',
    sqlite3: '5.1.7',
    yarn: '^1',
  },
  overrides: { xlsx: '0.18.5' },
};

/** Program that NocoBase's own command line is. */
export const CLI = 'node_modules/.bin/nocobase-v1';

/** Tells whether NocoBase's packages are installed in the folder. */
export function isInstalled(dir: string): boolean {
  return fs.existsSync(path.join(dir, 'installed'));
}

/** Installs NocoBase's packages into the sandbox's folder: the long part, done once. */
export async function installPackages(dir: string, processes: Processes): Promise<void> {
  for (const folder of ['storage/db', 'storage/plugins', 'packages/plugins']) {
    fs.mkdirSync(path.join(dir, folder), { recursive: true });
  }
  fs.writeFileSync(path.join(dir, 'package.json'), `${JSON.stringify(MANIFEST, null, 2)}\n`);
  fs.writeFileSync(path.join(dir, '.env.e2e.example'), '');
  await progress(`Installing NocoBase ${NOCOBASE} into ${dir}, which takes some minutes the first time`, () =>
    processes.run('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', '--ignore-scripts']),
  );
  await progress('Preparing SQLite', () => placeSqlite(dir, processes));
  fs.writeFileSync(path.join(dir, 'installed'), NOCOBASE);
}

/** Writes the settings of the application; its keys stay the same over all starts. */
export function writeEnvironment({ dir, port, database }: SandboxOptions): void {
  const keyFile = path.join(dir, 'app-key');
  if (!fs.existsSync(keyFile)) fs.writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  const settings = {
    APP_ENV: 'production',
    APP_PORT: port,
    APP_KEY: fs.readFileSync(keyFile, 'utf8'),
    API_BASE_PATH: '/api/',
    INIT_ROOT_EMAIL: 'admin@nocobase.com',
    INIT_ROOT_PASSWORD: 'admin123',
    INIT_ROOT_NICKNAME: 'Admin',
    INIT_ROOT_USERNAME: 'nocobase',
    ...databaseSettings(database),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  fs.writeFileSync(path.join(dir, '.env'), `${lines.join('\n')}\n`, { mode: 0o600 });
}

function databaseSettings(database: Database): Record<string, string | number> {
  if (database.dialect === 'sqlite') return { DB_DIALECT: 'sqlite', DB_STORAGE: 'storage/db/nocobase.sqlite' };
  const { dialect, host, port, user, password, name } = database;
  return { DB_DIALECT: dialect, DB_HOST: host, DB_PORT: port, DB_USER: user, DB_PASSWORD: password, DB_DATABASE: name };
}
