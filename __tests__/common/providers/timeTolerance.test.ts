import fs from 'node:fs';
import path from 'node:path';
import { findProvider, providers, timeTolerance } from '../../../src/common/providers';

const CODE = path.resolve(__dirname, '../../../src/server/providers');

test.each([
  ['github', undefined],
  ['stripe', 300],
  ['calendly', 180],
  ['wecom', 300],
])('of %s is %s', (scheme, seconds) => {
  expect(timeTolerance(findProvider(scheme)!)).toBe(seconds);
});

test.each(providers.flatMap(({ id, code, timed }) => (code ? [[id, code, timed] as const] : [])))(
  '%s is marked as timed exactly when its code checks a time',
  (_id, code, timed) => {
    const text = fs.readFileSync(path.join(CODE, `${code}.ts`), 'utf8');
    expect(timed ?? false).toBe(/checkTimestamp|openMessage|signingKey\(input/.test(text));
  },
);
