import fs from 'node:fs';
import path from 'node:path';
import { providers } from '../../../src/common/providers';
import { decide, type VectorFile } from '../../helpers/vectors';

const FOLDER = path.resolve(__dirname, '../../vectors');
const files = fs
  .readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, file: JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8')) as VectorFile }));

describe.each(files)('$name', ({ name, file }) => {
  it('belongs to the provider in its name, and has unique names for valid and forged requests', () => {
    expect(providers.map(({ id }) => id)).toContain(file.scheme);
    expect(name.startsWith(file.scheme)).toBe(true);
    expect(new Set(file.cases.map((one) => one.name)).size).toBe(file.cases.length);
    const outcomes = new Set(file.cases.map(({ expect: outcome }) => outcome));
    expect([outcomes.has('refused'), outcomes.has('verified') || outcomes.has('handshake')]).toEqual([true, true]);
  });

  it.each(file.cases)('$name: $expect', async (one) => {
    const decision = await decide(file, one);
    expect(decision).toMatchObject({
      decided: one.expect,
      ...(one.payload === undefined ? {} : { payload: one.payload }),
      ...(one.identity ? { identity: one.identity } : {}),
      ...(one.reply ? { reply: one.reply } : {}),
    });
  });
});
