import { lostHeaders } from '../../../src/server/nocobase/lost-headers';

describe('credential headers that templates read', () => {
  it.each([
    ['{{$context.headers.cookie}}', ['cookie']],
    ['{{ $context.headers.Authorization }}', ['authorization']],
    ['{{$context.headers.proxy-authorization}}', ['proxy-authorization']],
    [`{{$context.headers['cookie']}}`, ['cookie']],
    ['{{$context.headers["cookie"]}}', ['cookie']],
    ['{{$context.headers.cookies}}', []],
    ['{{$context.headers.cookie-consent}}', []],
    ['{{$context.headers}}', []],
    ['{{$context.data.headers.cookie}}', []],
    ['', []],
  ])('%s: %j', (template, names) => {
    expect(lostHeaders([{ deep: [{ value: template }] }], [])).toEqual(names);
    expect(lostHeaders([template], ['COOKIE', 'authorization', 'Proxy-Authorization'])).toEqual([]);
  });

  it('are none where nothing is configured', () => expect(lostHeaders(undefined, [])).toEqual([]));
});
