import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { isBuiltin } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { packPlugin } from '../../scripts/build/pack';

const NAME = '@nocohook/plugin-workflow-webhook';

describe('the package', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-package-'));
  const read = (name: string) => fs.readFileSync(path.join(folder, 'package', name), 'utf8');
  let size: number;
  let names: string[];

  beforeAll(async () => {
    const packed = await packPlugin({ folder, version: '1.2.3' });
    size = packed.size;
    names = execFileSync('tar', ['tzf', packed.file], { encoding: 'utf8' }).trim().split('\n');
    execFileSync('tar', ['xzf', packed.file, '-C', folder]);
  }, 120_000);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('stays under 500 kB', () => {
    expect(size).toBeLessThan(500_000);
  });

  it('holds what NocoBase needs, and no source, test or secret', () => {
    expect(names).toEqual(
      expect.arrayContaining(
        [
          'package.json',
          'server.js',
          'client.js',
          'client-v2.js',
          'dist/server/index.js',
          'dist/server/collections/webhookDeliveries.js',
          'dist/server/migrations/20261201000000-upgrade-configurations.js',
          'dist/client/index.js',
          'dist/client-v2/index.js',
          'dist/locale/en-US.json',
          'dist/locale/zh-CN.json',
          'dist/externalVersion.js',
        ].map((name) => `package/${name}`),
      ),
    );
    const kinds = new Set(names.map((name) => path.extname(name)));
    expect([...kinds].sort()).toEqual(['', '.js', '.json', '.md', '.ts']);
    expect(
      names
        .filter((name) => name.endsWith('.ts'))
        .every((name) => /^package\/(server|client|client-v2)\.d\.ts$/.test(name)),
    ).toBe(true);
    expect(names.filter((name) => /__tests__|\/src\/|\.env/.test(name))).toEqual([]);
  });

  it('has a manifest without what only development needs', () => {
    const manifest = JSON.parse(read('package.json'));
    expect(manifest).toMatchObject({
      name: NAME,
      version: '1.2.3',
      license: 'Apache-2.0',
      displayName: 'Workflow: Webhook',
      'displayName.zh-CN': '工作流：Webhook',
      main: './dist/server/index.js',
    });
    for (const field of ['devDependencies', 'dependencies', 'scripts', 'overrides'])
      expect(manifest).not.toHaveProperty(field);
  });

  it.each([
    ['client', NAME],
    ['client-v2', `${NAME}/client-v2`],
  ])('has one named module for %s that asks for nothing it cannot be given', (lane, id) => {
    let defined: { id: string; names: string[] } | undefined;
    const define = (name: string, needed: string[]) => (defined = { id: name, names: needed });
    runInNewContext(read(`dist/${lane}/index.js`), { define });
    expect(defined?.id).toBe(id);
    const external = Object.keys(requireFile('dist/externalVersion.js') as object);
    for (const name of defined?.names ?? []) {
      expect(external.some((one) => name === one || name.startsWith(`${one}/`))).toBe(true);
    }
  });

  it.each(['client', 'client-v2'])('has no library in %s that registers with the page’s AMD loader', (lane) => {
    expect(read(`dist/${lane}/index.js`)).not.toContain('define.amd');
  });

  it('has a server that needs only what NocoBase brings along', () => {
    const server = read('dist/server/index.js');
    const required = new Set([...server.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name));
    const foreign = [...required].filter((name) => !/^(node:|@nocobase\/)/.test(name) && !isBuiltin(name));
    expect(foreign).toEqual(['joi']);
  });

  function requireFile(name: string): unknown {
    return jest.requireActual(path.join(folder, 'package', name));
  }
});
