import fs from 'node:fs';
import path from 'node:path';
import { REJECTIONS } from '../../src/server/model/rejection';

const page = fs.readFileSync(path.resolve(__dirname, '../../docs/endpoints.md'), 'utf8');

it('docs/endpoints.md lists each refusal with its status, and no other', () => {
  const listed = [...page.matchAll(/^\| (\d{3}) +\| `(\w+)` +\|/gm)].map(([, status, code]) => `${status} ${code}`);
  const catalogue = Object.entries(REJECTIONS).map(([code, { status }]) => `${status} ${code}`);
  expect(listed.sort()).toEqual(catalogue.sort());
});
