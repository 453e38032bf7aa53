import { describeFault } from '../../../src/server/log/describe-fault';

it.each([
  [new SyntaxError('Unexpected token in {"a":"s3cret'), /^SyntaxError\n +at .*describe-fault/],
  [new TypeError('s3cret\n    at s3cret (s3cret:1:1)'), /^TypeError\n +at .*describe-fault/],
  [Object.assign(new Error('s3cret'), { parent: { code: '42P01' }, sql: 's3cret' }), /^Error 42P01\n/],
  ['s3cret', /^unknown error$/],
])('says of an unexpected error only its kind and its place', (error, said) => {
  const fault = describeFault(error);
  expect(fault).toMatch(said);
  expect(fault).not.toContain('s3cret');
});
