import { maskAnswer } from '../../../src/server/secrets/mask-answer';

const theirs = { basicAuthentication: { username: 'webhook', password: 'only-for-tests' }, path: 'a' };
const masked = { basicAuthentication: { username: 'webhook', password: '[hidden]' }, path: 'a' };

describe('answers with configurations of the commercial plugin', () => {
  it.each<[string, unknown, unknown]>([
    ['a workflow', { data: { type: 'webhook', config: theirs } }, { data: { type: 'webhook', config: masked } }],
    ['a workflow whose type was not asked for', { config: theirs }, { config: masked }],
    ['a list', { data: [{ type: 'webhook', config: theirs }] }, { data: [{ type: 'webhook', config: masked }] }],
    ['an execution with its workflow', { workflow: { config: theirs } }, { workflow: { config: masked } }],
    ['a configuration as text', { config: JSON.stringify(theirs) }, { config: '[hidden]' }],
    ['a model', { toJSON: () => ({ config: theirs }) }, { config: masked }],
  ])('%s: the password is masked', (_name, body, expected) => {
    expect(maskAnswer(body)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['a node of another type', { type: 'request', config: theirs }],
    ['the data of an execution', { context: { data: theirs, text: JSON.stringify(theirs) } }],
    ['a configuration of ours', { type: 'webhook', config: { path: 'basicAuthentication' } }],
    ['none', { data: null }],
    ['a text', 'basicAuthentication'],
    ['nothing', undefined],
  ])('%s: everything stays', (_name, body) => {
    expect(maskAnswer(body)).toEqual(body);
  });
});
