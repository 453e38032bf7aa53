import { isSecretVariable, parseJsonTemplate, templateProblem, variablesIn } from '../../src/common/template';

test.each<[string, string | undefined]>([
  ['plain { text } with }} braces', undefined],
  ['{"a":{"b":1}}', undefined],
  ['{"a":{"b":"$context.data"}}', undefined],
  ['{a:{b:$contextual}}', undefined],
  ['{{$context.data.host.name}}', undefined],
  ['{{ $context.data.姓名 }} and {{$context.data.s:Envelope.s:Body}}', undefined],
  ['{"a":{{$context.data.x}}}', undefined],
  ['{{{$context.data.x}}}', undefined],
  ['{{$jobsMapByNodeKey.abc.data.a b}} {{$scopes.k.item}} {{$system.now}} {{ctx.$context.data}}', undefined],
  ['{{$context.data["a"]}} {{$context}}', undefined],
  ['{{$context.data.x', 'braces'],
  ['{{$context.data.x}', 'braces'],
  ['{$context.data.x}}', 'braces'],
  ['$context.data.x}}', 'braces'],
  ['{ $context.data.x }', 'braces'],
  ['{{$context.data.{a}}}', 'braces'],
  ['{{}}', 'braces'],
  ['{{ }}', 'unknown'],
  ['{{name}}', 'unknown'],
  ['{{#if $context.data.x}}', 'unknown'],
  ['{{$contxt.data.x}}', 'unknown'],
  ['{{$contextual.data}}', 'unknown'],
  ['{{$env.SECRET}}', 'unknown'],
  ['{{context.data.x}}', 'unknown'],
])('%s: %s', (text, problem) => {
  expect(templateProblem(text)).toBe(problem);
});

test('a long text without a closing brace is looked at quickly', () => {
  const started = performance.now();
  for (const part of ['{{', '{{a', '$context', '{$', '{{$context.data.']) templateProblem(part.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('variables of JSON text stand outside of quotes and within', () => {
  expect(
    parseJsonTemplate('{"a":{{$context.data.s:Body."x"}},"{{$context.data.姓名}}":"{{$context.data.a\\"b}}"}'),
  ).toEqual({
    a: '{{$context.data.s:Body."x"}}',
    '{{$context.data.姓名}}': '{{$context.data.a"b}}',
  });
});

test.each(['{{ctx}}', '{{ ctx . $env.X }}', '{{$env}}', '{{$env:x}}', '{{ctx.}}'])(
  '%s reads the environment',
  (variable) => {
    expect(variablesIn(variable)).toEqual([variable]);
    expect(isSecretVariable(variable)).toBe(true);
  },
);
