import type { VectorCase, VectorFile } from '../../__tests__/helpers/vectors';
import { BODIES } from './bodies';
import { flipBit, junkAfter, otherCase, otherEncoding, otherAt } from './break-text';
import type { Recipe } from './Recipe';
import { badTimestamps, timeText } from './timestamps';

/** The time of every vector: 2023-11-14 22:13:20 UTC. */
export const NOW = 1_700_000_000_000;
const URL = 'https://noco.example/api/webhooks/vector';

type Headers = [string, string][];
type Expect = VectorCase['expect'];

/**
 * Makes the cases that every signed scheme has: valid requests, and each of them broken in one way.
 * @returns the file of the scheme; `more` is appended to its cases
 * @throws Error when the provider's own library refuses a request that is meant to be valid
 */
export async function battery(recipe: Recipe, more: VectorCase[] = []): Promise<VectorFile> {
  const { secrets, timestamp, source, options, url = URL, method = 'POST', headers = [] } = recipe;
  const cases: VectorCase[] = [];
  const present = timestamp ? timeText(NOW, timestamp.unit) : '';
  const json = Buffer.from(BODIES['JSON']);

  const request = (body: Buffer, sent: Headers): VectorCase['request'] => ({
    method,
    url,
    headers: [...headers, ...sent],
    bodyBase64: body.toString('base64'),
  });
  const add = (name: string, expect: Expect, body: Buffer, sent: Headers) =>
    cases.push({ name, expect, source, request: request(body, sent) });
  const signed = (
    body: Buffer,
    { secret = secrets[0], at = present, cover = body }: { secret?: string; at?: string; cover?: Buffer } = {},
  ) => recipe.carry(recipe.sign({ body: cover, secret, timestamp: at, method, url }), at);
  const valid = async (name: string, body: Buffer, sent: Headers, secret = secrets[0], now = NOW) => {
    await recipe.prove?.({ headers: Object.fromEntries([...headers, ...sent]), body, secret, method, url, now });
    add(name, 'verified', body, sent);
  };

  for (const [name, body] of Object.entries(recipe.bodies ?? BODIES)) {
    const bytes = Buffer.from(body);
    await valid(name, bytes, signed(bytes));
  }
  await valid('the second secret, during a rotation', json, signed(json, { secret: secrets[1] }), secrets[1]);
  const renamed = signed(json).map(([name, value]): [string, string] => [name.toUpperCase(), value]);
  add('names of headers in upper case', 'verified', json, renamed);
  if (recipe.identity) cases[0].identity = recipe.identity;

  const refused = (name: string, sent: Headers, body: Buffer = json) => add(name, 'refused', body, sent);
  const right = recipe.sign({ body: json, secret: secrets[0], timestamp: present, method, url });
  const broken = (name: string, text: string) => refused(name, recipe.carry(text, present));
  for (const bit of [0, 3, json.length * 8 - 1])
    refused(`bit ${bit} of the body flipped`, signed(json), flipBit(json, bit));
  refused('body cut by a byte', signed(json), json.subarray(0, -1));
  refused('a byte after the body', signed(json), Buffer.concat([json, Buffer.from('\n')]));
  refused('empty body under the signature of another', signed(json), Buffer.alloc(0));
  refused(
    'JSON written again in another way',
    signed(json),
    Buffer.from(JSON.stringify(JSON.parse(json.toString()), null, 1)),
  );
  refused('wrong secret', signed(json, { secret: `${secrets[0].slice(0, -4)}AAA=` }));
  refused('signature of an empty body', signed(json, { cover: Buffer.alloc(0) }));
  for (const at of [0, Math.floor(right.length / 2)])
    broken(`character ${at} of the signature changed`, otherAt(right, at));
  broken('last character of the signature changed', otherAt(right, right.replace(/=+$/, '').length - 1));
  broken('signature cut by a character', right.slice(0, -1));
  broken('half of the signature', right.slice(0, right.length / 2));
  broken('empty signature', '');
  for (const [name, text] of junkAfter(right)) broken(name, text);
  broken('signature in another encoding', otherEncoding(right, recipe.encoding));
  if (recipe.encoding === 'hex') {
    if (recipe.anyCase) add('signature in upper case', 'verified', json, recipe.carry(otherCase(right), present));
    else broken('signature in upper case', otherCase(right));
  }
  const carried = signed(json);
  const isCarrier = ([name]: [string, string]) => name.toLowerCase() === recipe.carrier.toLowerCase();
  refused(
    'signature missing',
    carried.filter((header) => !isCarrier(header)),
  );
  refused('nothing but the body', []);
  refused('signature sent twice', [...carried, ...carried.filter(isCarrier)]);
  refused(
    'empty header',
    carried.map((header) => (isCarrier(header) ? [header[0], ''] : header)),
  );
  refused(
    'header of no form',
    carried.map((header) => (isCarrier(header) ? [header[0], 'undefined'] : header)),
  );
  refused('signature of GitHub in a header of its own', [['X-Hub-Signature-256', `sha256=${'0'.repeat(64)}`]]);

  if (timestamp) {
    const { unit, tolerance, header } = timestamp;
    for (const [name, at] of [
      ['at the past edge', -tolerance],
      ['at the future edge', tolerance],
    ] as const) {
      const text = timeText(NOW + at * 1000, unit);
      add(`timestamp ${name} of the tolerance`, 'verified', json, signed(json, { at: text }));
    }
    for (const [name, text] of badTimestamps(NOW, unit, tolerance)) refused(name, signed(json, { at: text }));
    const later = timeText(NOW + 1_000, unit);
    refused('timestamp changed after signing', recipe.carry(right, later));
    if (header) {
      const isTimestamp = ([name]: [string, string]) => name.toLowerCase() === header.toLowerCase();
      refused(
        'timestamp missing',
        carried.filter((one) => !isTimestamp(one)),
      );
      refused('timestamp sent twice', [...carried, ...carried.filter(isTimestamp)]);
    }
  }
  return {
    scheme: recipe.scheme,
    config: { secrets, ...(options ? { options } : {}) },
    now: NOW,
    cases: [...cases, ...more],
  };
}
