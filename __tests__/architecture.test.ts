import fs from 'node:fs';
import path from 'node:path';
import { measureRooms } from '../scripts/rooms/measure-rooms';
import { readImports } from '../scripts/rooms/read-imports';

const ROOT = path.resolve(__dirname, '..');

/** Which imports a room may have: parts of this project by their folder or file below src, packages by name. */
interface Rule {
  room: RegExp;
  may: RegExp[];
}

const NODE = /^node:/;
const COMMON = /^src\/common(\/|$)/;
const LIBRARY = /^(?!@nocobase\/|koa|src\/|node:)/;
const HOST = /^@nocobase\/(database|plugin-workflow)$/;
const own = (folder: string) => new RegExp(`^src/server/${folder}(/|$)`);
const file = (folder: string, ...names: string[]) => new RegExp(`^src/server/${folder}/(${names.join('|')})(\\.ts)?$`);
const MODEL = own('model');
const PURE = ['source', 'request', 'verify', 'handshake', 'parse', 'respond', 'inbox/row'].map(own);
const pure = (folder: string, ...more: RegExp[]): Rule => ({
  room: own(folder),
  may: [NODE, LIBRARY, COMMON, MODEL, own('request'), own(folder), ...more],
});

const PIPELINE = [
  'receive',
  'replay',
  'match-route',
  'accept-verified',
  'body-reading',
  'input-of',
  'context-headers',
  'refusals',
  'Steps',
];
const READING = ['read-body', 'decode-body', 'BodyMemory', 'BodyMeter', 'ByteBlocks'];

const RULES: Rule[] = [
  { room: COMMON, may: [COMMON, LIBRARY] },
  { room: MODEL, may: [COMMON, MODEL] },
  { room: own('log'), may: [NODE, own('log')] },
  { room: own('crypto'), may: [NODE, LIBRARY] },
  pure('source'),
  { room: own('request'), may: [NODE, LIBRARY, COMMON, MODEL, own('request')] },
  pure('verify', own('crypto')),
  pure('handshake', own('crypto')),
  pure('parse'),
  {
    room: own('providers'),
    may: [NODE, LIBRARY, COMMON, MODEL, ...['request', 'crypto', 'verify', 'handshake', 'providers'].map(own)],
  },
  pure('respond'),
  pure('inbox/row'),
  {
    room: file(
      'endpoint',
      'compile',
      'registry',
      'rate-limiter',
      'path-pattern',
      'endpoint-place',
      'config-.*',
      'copy-config',
      'known-provider',
    ),
    may: [NODE, LIBRARY, COMMON, MODEL, own('endpoint'), own('providers'), ...PURE],
  },
  { room: file('receive', ...PIPELINE), may: [COMMON, MODEL, file('receive', ...PIPELINE)] },
  { room: file('receive', 'cross-origin'), may: [MODEL, own('respond'), file('receive', ...PIPELINE)] },
  { room: file('receive', ...READING), may: [NODE, LIBRARY, MODEL, file('receive', ...READING)] },
  {
    room: file('receive', 'middleware'),
    may: [NODE, /^koa$/, COMMON, MODEL, own('receive'), own('respond')],
  },
  { room: own('files'), may: [NODE, LIBRARY, COMMON, MODEL, own('files'), own('log'), /^@nocobase\/server$/] },
  { room: own('inbox'), may: [NODE, COMMON, MODEL, own('inbox'), own('log'), HOST] },
  {
    room: own('run'),
    may: [NODE, COMMON, MODEL, own('run'), own('inbox'), own('respond'), own('files'), own('log'), HOST],
  },
  {
    room: /^src\/client-v2\//,
    may: [/^(?!@nocobase\/client$|src\/|node:)/, COMMON, /^src\/client-v2\//, /^src\/locale\//],
  },
  { room: /^src\/client\//, may: [/^(?!src\/|node:)/, COMMON, /^src\/client(-v2)?\//] },
];

const files = readImports(ROOT, 'src');

describe('the import table', () => {
  it.each(RULES.map((rule) => [String(rule.room), rule] as const))('%s', (_name, { room, may }) => {
    const governed = files.filter(({ file }) => room.test(file));
    expect(governed.length).toBeGreaterThan(0);
    const broken = governed.flatMap(({ file, imports }) =>
      imports.filter((name) => !may.some((rule) => rule.test(name))).map((name) => `${file} imports ${name}`),
    );
    expect(broken).toEqual([]);
  });

  it('only the middleware knows Koa', () => {
    const knowing = files.filter(({ imports }) => imports.includes('koa')).map(({ file }) => file);
    expect(knowing).toEqual(['src/server/receive/middleware.ts']);
  });

  it('only compiling an endpoint knows the code of providers', () => {
    const inner = own('providers');
    const knowing = files.filter(({ file, imports }) => !inner.test(file) && imports.some((name) => inner.test(name)));
    expect(knowing.map(({ file }) => file)).toEqual(['src/server/endpoint/compile.ts']);
  });

  it('has no provider code that the index leaves out', () => {
    const index = files.find(({ file }) => file === 'src/server/providers/index.ts');
    const code = files.filter(({ file }) => /^src\/server\/providers\/(?!index\.)[\w-]+\.ts$/.test(file));
    expect(code.map(({ file }) => file.replace(/\.ts$/, '')).filter((name) => !index?.imports.includes(name))).toEqual(
      [],
    );
  });

  it('values of a request are read through request/read-request only', () => {
    const inner = own('request');
    const sneaking = files.flatMap(({ file, imports }) =>
      imports
        .filter((name) => inner.test(name) && !inner.test(file) && !/\/(read-request|media-type)$/.test(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(sneaking).toEqual([]);
  });

  it.each([
    ['Date.now', /Date\.now\(/, /^src\/server\/(plugin|receive\/middleware)\.ts$|^src\/client/],
    ['process.env', /process\.env/, /^src\/server\/plugin\.ts$/],
  ])('%s is read at the edge only', (_name, pattern, edge) => {
    const reading = files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
    expect(reading.filter((file) => !edge.test(file))).toEqual([]);
  });

  it('has no two files whose names differ only in case, which some disks take for one', () => {
    const names = files.map(({ file }) => file.replace(/\.tsx?$/, '').toLowerCase());
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has no circle of rooms', () => {
    expect(measureRooms(ROOT, 'src/server').circular).toBe(0);
    expect(measureRooms(ROOT, 'src/client-v2').circular).toBe(0);
  });
});

describe('docs/architecture.md', () => {
  it('shows exactly the folders that exist', () => {
    expect(shownFolders().sort()).toEqual(foldersBelow('src').sort());
  });

  it('keeps the root of the server to its two files', () => {
    const loose = fs.readdirSync(path.join(ROOT, 'src/server'), { withFileTypes: true }).filter((one) => one.isFile());
    expect(loose.map(({ name }) => name).sort()).toEqual(['index.ts', 'plugin.ts']);
  });
});

/** The folders in the picture, by the depth that they are indented to. */
function shownFolders(): string[] {
  const page = fs.readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');
  const [, picture = ''] = /```\n(src\/\n[\s\S]*?)```/.exec(page) ?? [];
  const open: string[] = [];
  return [...picture.matchAll(/^( *)([\w-]+)\//gm)].flatMap(([, indent, name]) => {
    open.splice(indent.length / 2, Infinity, name);
    return open.length > 1 ? [open.join('/')] : [];
  });
}

function foldersBelow(folder: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [`${folder}/${name}`, ...foldersBelow(`${folder}/${name}`)])
    .filter((one) => fs.readdirSync(path.join(ROOT, one)).length > 0);
}
