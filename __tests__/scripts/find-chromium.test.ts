import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from '../e2e/helpers/find-chromium';

describe('finding Chromium', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-chromium-'));
  const program = path.join(folder, 'chromium-browser');
  beforeAll(() => fs.writeFileSync(program, ''));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('looks through PATH', () => {
    expect(findChromium({ PATH: `/nowhere${path.delimiter}${folder}` })).toBe(program);
  });

  it('takes the program that CHROMIUM names', () => {
    expect(findChromium({ PATH: '', CHROMIUM: program })).toBe(program);
  });

  it.each([
    [{ PATH: '/nowhere' }, 'install the package "chromium"'],
    [{ PATH: folder, CHROMIUM: '/nowhere/chromium' }, 'there is none at /nowhere/chromium'],
  ])('says what to install when there is none: %j', (env, message) => {
    expect(() => findChromium(env)).toThrow(message);
  });
});
