import fs from 'node:fs';
import path from 'node:path';
import { providers, timeTolerance } from '../../../src/common/providers';

const of = (scheme: string) => timeTolerance(providers.find(({ id }) => id === scheme)!);

test.each([
  ['github', undefined],
  ['stripe', 300],
  ['calendly', 180],
  ['wecom', 300],
])('of %s is %s', (scheme, seconds) => {
  expect(of(scheme)).toBe(seconds);
});

test.each(fs.readdirSync(path.resolve(__dirname, '../../../src/server/providers')))(
  'is offered when %s checks a time',
  (file) => {
    const code = fs.readFileSync(path.resolve(__dirname, '../../../src/server/providers', file), 'utf8');
    const provider = providers.find(({ id }) => `${id}.ts` === file);
    if (provider && !provider.signature) expect(timeTolerance(provider) !== undefined).toBe(/checkTimestamp|encrypted-message/.test(code));
  },
);
