import { unsignedParts } from '../../src/common/unsignedParts';
import type { SignatureScheme } from '../../src/common/WebhookConfig';

type Timestamp = SignatureScheme['timestamp'];

test.each<[string | undefined, Timestamp, string[]]>([
  [undefined, undefined, []],
  ['{body}', undefined, []],
  ['{body.id}', undefined, ['body']],
  ['{timestamp}', { from: 'header', name: 'X-Time' }, ['body']],
  ['{timestamp}.{body}', { from: 'header', name: 'X-Time' }, []],
  ['{body}', { from: 'header', name: 'X-Time' }, ['timestamp']],
  ['{header.x-time}{body}', { from: 'header', name: 'X-Time' }, []],
  ['{body}', { from: 'body', name: 'time' }, []],
  ['{body}', { from: 'query', name: 't' }, ['timestamp']],
  ['{url}{body}', { from: 'query', name: 't' }, []],
  ['{body}', { from: 'field', name: 't' }, ['timestamp']],
  ['{body}', { from: 'header', name: '' }, []],
])('signed %s with the time in %j leaves open %j', (signedContent, timestamp, open) => {
  expect(unsignedParts({ signedContent, timestamp })).toEqual(open);
});
