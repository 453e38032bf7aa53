import { InvalidJson } from '../../../../src/client-v2/shared/jsonText';
import { templateRule } from '../../../../src/client-v2/panel/response/templateRule';

const check = (value: unknown) => templateRule((key: string) => key).validator(undefined, value);

test.each([
  [undefined],
  [null],
  [7],
  [''],
  ['Hi {{$context.data.姓名}}'],
  [{ a: ['{{$system.now}}'] }],
  [new InvalidJson('{{', 'x')],
])('accepts %j', async (value) => {
  await expect(check(value)).resolves.toBeUndefined();
});

test.each([
  ['Hi {{$context.data.x}', /not closed/],
  [{ a: [{ '{{x': 1 }] }, /not closed/],
  [['{{name}}'], /begins with/],
])('refuses %j', async (value, message) => {
  await expect(check(value)).rejects.toThrow(message);
});
