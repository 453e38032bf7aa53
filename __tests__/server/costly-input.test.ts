import { redactQuery } from '../../src/server/inbox/row/redact';
import { parseQuery } from '../../src/server/parse/parse-query';
import { readable } from '../helpers/readable';
import { safeFilename } from '../../src/server/parse/safe-filename';
import { verifierOf } from '../helpers/providers';

const FORM = 'application/x-www-form-urlencoded';

// Each bracket was once a list of a thousand places.
const HIGH_INDEXES = Array.from({ length: 2_450 }, (_, n) => `a[${n}]${'[999]'.repeat(19)}=`).join('&');

const TOO_MANY = Array.from({ length: 9_500 }, (_, n) => `a[${n}]${'[999]'.repeat(19)}=`).join('&');

/** Milliseconds of this process's time. What is only linear takes a few; each of these once took seconds or hours. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Verifies a body that nobody has signed. */
const verifying = (scheme: string, body: string, contentType: string) => () => {
  const headers = new Map([
    ['content-type', [contentType]],
    ['x-twilio-signature', ['c2lnbmF0dXJlIHRoYXQgaXM=']],
  ]);
  const unread = { method: 'POST', url: 'http://x/y', path: '/y', search: '', headers, body: Buffer.from(body) };
  return verifierOf({ type: 'signature', scheme, secrets: [] }).verify({
    request: readable(unread),
    secrets: ['secret'],
    options: {},
    now: 0,
  });
};

describe('no input that anybody can send costs much more than its size', () => {
  it.each<[string, () => unknown]>([
    [
      'WeCom, white space in an element without an end',
      verifying('wecom', `<Encrypt>${' '.repeat(2_500)}`, 'text/xml'),
    ],
    ['Alipay, a form of half a million fields', verifying('alipay', 'a&'.repeat(500_000), FORM)],
    ['Twilio, the same', verifying('twilio', 'a&'.repeat(500_000), FORM)],
    ['the name of a file with white space in it', () => safeFilename(`a${' '.repeat(60_000)}b`, 255)],
    ['a form whose lists begin at a high index', () => parseQuery(HIGH_INDEXES)],
    ['one of more of them than are allowed', () => expect(() => parseQuery(TOO_MANY)).toThrow(RangeError)],
    ['a query of one name, again and again', () => redactQuery('a&'.repeat(20_000), [])],
  ])('%s', (_name, work) => {
    expect(cost(work)).toBeLessThan(1_000);
  });

  it('and so it is with memory', () => {
    const before = process.memoryUsage().heapUsed;
    const parsed = parseQuery(HIGH_INDEXES);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 * 1024);
    expect(Object.keys(parsed as object)).toEqual(['a']);
  });
});
