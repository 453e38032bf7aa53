import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { example } from '../scripts/sandbox/seed';
import { startApp, type TestApp } from './helpers/start-app';

const readme = fs.readFileSync(path.resolve(__dirname, '../README.md'), 'utf8');
const manifest = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../package.json'), 'utf8'));

describe('the README', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const line = /^curl .+$/m.exec(readme)?.[0] ?? '';

  it('has the line that the sandbox prints', () => {
    expect(line).toBe(example('http://127.0.0.1:13000').curl);
  });

  it('has a curl line that works as pasted', async () => {
    const workflow = await test.createWorkflow({ enabled: true, config: { path: 'github-push' } });
    const child = new Promise<{ status: number | null; stdout: string }>((resolve) => {
      const shell = spawn('sh', ['-c', line.replace('http://127.0.0.1:13000', test.url)]);
      let stdout = '';
      shell.stdout.on('data', (chunk) => (stdout += chunk));
      shell.on('close', (status) => resolve({ status, stdout }));
    });
    expect(await child).toEqual({ status: 0, stdout: 'ok' });
    const [execution] = await test.until(async () => {
      const rows = await test.executions(workflow);
      return rows.length > 0 && rows;
    });
    expect(execution.context.data).toMatchObject({ ref: 'refs/heads/main', pusher: { name: 'octocat' } });
  });

  it.each([...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name))(
    'names a script that exists: %s',
    (name) => {
      expect(manifest.scripts).toHaveProperty([name]);
    },
  );

  it.each([...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target]) => target))(
    'links to %s, which exists',
    (target) => {
      expect(fs.existsSync(path.resolve(__dirname, '..', target))).toBe(true);
    },
  );
});
