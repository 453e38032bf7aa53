import fs from 'node:fs';
import path from 'node:path';

const SRC = path.resolve(__dirname, '../src');

/** Which imports a room may have: parts of this project by their folder or file below src, packages by name. */
interface Rule {
  room: RegExp;
  may: RegExp[];
}

const NODE = /^node:/;
const COMMON = /^src\/common(\/|$)/;
const TYPES = /^src\/server\/receive\/(types|rejection)$/;
const LIBRARY = /^(?!@nocobase\/|koa|src\/|node:)/;
const own = (folder: string) => new RegExp(`^src/server/${folder}(/|$)`);
const pure = (folder: string, ...more: RegExp[]): Rule => ({
  room: own(folder),
  may: [NODE, LIBRARY, COMMON, TYPES, own(folder), ...more],
});

const RULES: Rule[] = [
  { room: COMMON, may: [COMMON] },
  pure('crypto'),
  pure('source'),
  pure('verify', own('crypto')),
  pure('handshake', own('crypto')),
  pure('parse'),
  pure('respond'),
  {
    room: /^src\/server\/endpoint\/(compile|registry|rate-limiter|path-pattern|endpoint-place|config-.*|copy-config)\.ts$/,
    may: [
      NODE,
      LIBRARY,
      COMMON,
      TYPES,
      own('endpoint'),
      own('verify'),
      own('handshake'),
      own('source'),
      own('respond'),
    ],
  },
  {
    room: /^src\/server\/receive\/(receive|receive-again|enter|open-delivery|context-headers|refusals|Steps|types|rejection)\.ts$/,
    may: [COMMON, TYPES, /^src\/server\/receive\/(enter|open-delivery|context-headers|refusals|Steps)$/],
  },
  {
    room: /^src\/server\/receive\/cross-origin\.ts$/,
    may: [TYPES, /^src\/server\/(respond|receive\/(receive|Steps))$/],
  },
  {
    room: /^src\/server\/receive\/(read-body|decode-body|BodyMemory|ByteCollector|body-settings)\.ts$/,
    may: [NODE, LIBRARY, TYPES, /^src\/server\/receive\/(decode-body|BodyMemory|ByteCollector)$/],
  },
  {
    room: /^src\/server\/receive\/middleware\.ts$/,
    may: [NODE, /^koa$/, COMMON, own('receive'), /^src\/server\/respond$/],
  },
  { room: own('files'), may: [NODE, LIBRARY, COMMON, TYPES, own('files'), /^@nocobase\/server$/] },
  { room: own('inbox'), may: [NODE, COMMON, TYPES, own('inbox'), /^@nocobase\/(database|plugin-workflow)$/] },
  {
    room: /^src\/server\/dispatch\.ts$/,
    may: [NODE, COMMON, TYPES, own('inbox'), /^@nocobase\/(database|plugin-workflow)$/],
  },
  {
    room: /^src\/client-v2\//,
    may: [/^(?!@nocobase\/client$|src\/|node:)/, COMMON, /^src\/client-v2\//, /^src\/locale\//],
  },
  { room: /^src\/client\//, may: [/^(?!src\/|node:)/, COMMON, /^src\/client(-v2)?\//] },
];

function* sources(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(full);
    else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield full;
  }
}

function importsOf(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8');
  const found = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\('([^']+)'\)|require\('([^']+)'\)/g),
  ];
  return found.map(([, a, b, c]) => {
    const name = a ?? b ?? c;
    return name.startsWith('.') ? path.relative(path.dirname(SRC), path.resolve(path.dirname(file), name)) : name;
  });
}

const files = [...sources(SRC)].map((file) => ({
  file: path.relative(path.dirname(SRC), file),
  imports: importsOf(file),
}));

describe('the import table', () => {
  it.each(RULES.map((rule) => [String(rule.room), rule] as const))('%s', (_name, { room, may }) => {
    const governed = files.filter(({ file }) => room.test(file));
    expect(governed.length).toBeGreaterThan(0);
    const broken = governed.flatMap(({ file, imports }) =>
      imports
        .filter((name) => !may.some((rule) => rule.test(name) || rule.test(`${name}.ts`)))
        .map((name) => `${file} imports ${name}`),
    );
    expect(broken).toEqual([]);
  });

  it('only the middleware knows Koa', () => {
    const knowing = files.filter(({ imports }) => imports.includes('koa')).map(({ file }) => file);
    expect(knowing).toEqual(['src/server/receive/middleware.ts']);
  });

  it.each([
    ['Date.now', /Date\.now\(/, /^src\/server\/(plugin|receive\/middleware)\.ts$|^src\/client/],
    ['process.env', /process\.env/, /^src\/server\/plugin\.ts$/],
  ])('%s is read at the edge only', (_name, pattern, edge) => {
    const reading = files
      .filter(({ file }) => pattern.test(fs.readFileSync(path.join(path.dirname(SRC), file), 'utf8')))
      .map(({ file }) => file)
      .filter((file) => !edge.test(file));
    expect(reading).toEqual([]);
  });
});
