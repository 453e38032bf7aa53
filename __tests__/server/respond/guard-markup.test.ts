import { guardMarkup } from '../../../src/server/respond';

describe('a reply that a browser could run is sandboxed', () => {
  it.each([
    [['application/json; charset=utf-8'], false],
    [['text/plain'], false],
    [['text/html'], true],
    [[], true],
    // Of a list, and of several headers, browsers take the last that they know.
    [['application/json;a=b, text/html'], true],
    [['text/plain', 'text/html'], true],
  ])('%j: %s', (types, sandboxed) => {
    const headers = types.map((value) => ({ name: 'Content-Type', value }));
    const guarded = guardMarkup({ status: 200, headers, body: '<script>' }).headers;
    expect(guarded.some(({ name }) => name === 'Content-Security-Policy')).toBe(sandboxed);
  });
});
