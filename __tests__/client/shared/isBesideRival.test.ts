import { isBesideRival } from '../../../src/client-v2/shared/isBesideRival';

it.each([
  [['workflow', 'workflow-webhook'], true],
  [['workflow', '@nocohook/plugin-workflow-webhook'], false],
])('with the plugins %j it is %s', (names, beside) => {
  const plugins = new Map(names.map((name) => [name, {}]));
  expect(isBesideRival({ pm: { get: (name) => plugins.get(name) } })).toBe(beside);
});
