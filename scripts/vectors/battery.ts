import type { VectorCase } from '../../__tests__/helpers/vectors';
import { atTime } from './at-time';
import { BODIES } from './bodies';
import { flipBit, junkAfter, otherAt, otherCase, otherEncoding } from './break-text';
import { ENDPOINT_URL, makeCase } from './make-case';
import type { HeaderList, Variant } from './Recipe';
import { badTimestamps, NOW, timeText } from './timestamps';

/**
 * Makes the cases that every signed scheme has: valid requests, and each of them broken in one way.
 * @throws Error when the provider's own library refuses a request that is meant to be valid
 */
export async function battery(recipe: Variant): Promise<VectorCase[]> {
  const { secrets, timestamp, source, url = ENDPOINT_URL, method = 'POST', headers = [], label } = recipe;
  const { stranger = `${secrets[0].slice(0, -4)}AAA=` } = recipe;
  const cases: VectorCase[] = [];
  const bodies = Object.entries(recipe.bodies ?? BODIES).map(([name, body]) => ({ name, body: Buffer.from(body) }));
  const base = bodies[0].body;
  const present = timestamp ? timeText(NOW, timestamp.unit) : '';

  const add = (name: string, expect: VectorCase['expect'], sent: HeaderList, body: Buffer = base) =>
    cases.push(
      makeCase({
        name: label ? `${label}: ${name}` : name,
        expect,
        source,
        method,
        url: recipe.seenUrl ?? url,
        headers: [...headers, ...sent],
        body,
      }),
    );
  const refused = (name: string, sent: HeaderList, body: Buffer = base) => add(name, 'refused', sent, body);
  const signed = (parts: { body?: Buffer; secret?: string; at?: string } = {}) => {
    const { body = base, secret = secrets[0], at = present } = parts;
    return recipe.carry(recipe.sign({ body, secret, timestamp: at, method, url }), at);
  };
  const valid = async (name: string, body: Buffer, secret: string) => {
    const sent = signed({ body, secret });
    const proof = { headers: Object.fromEntries([...headers, ...sent]), body, secret, method, url, now: NOW };
    await atTime(NOW, () => recipe.prove?.(proof));
    add(name, 'verified', sent, body);
  };

  for (const { name, body } of bodies) await valid(name, body, secrets[0]);
  if (recipe.identity) cases[0].identity = recipe.identity;
  await valid('the second secret, during a rotation', base, secrets[1]);
  const rename = ([name, value]: [string, string]): [string, string] => [name.toUpperCase(), value];
  add('names of headers in upper case', 'verified', signed().map(rename));

  for (const bit of [0, 3, base.length * 8 - 1])
    refused(`bit ${bit} of the body flipped`, signed(), flipBit(base, bit));
  refused('body cut by a byte', signed(), base.subarray(0, -1));
  refused('a byte after the body', signed(), Buffer.concat([base, Buffer.from('\n')]));
  refused('empty body under the signature of another', signed(), Buffer.alloc(0));
  refused('JSON written again', signed(), Buffer.from(JSON.stringify(JSON.parse(base.toString()), null, 1)));
  refused('wrong secret', signed({ secret: stranger }));
  refused('signature of an empty body', signed({ body: Buffer.alloc(0) }));

  const right = recipe.sign({ body: base, secret: secrets[0], timestamp: present, method, url });
  const broken = (name: string, text: string) => refused(name, recipe.carry(text, present));
  const last = right.replace(/=+$/, '').length - 1;
  for (const at of [0, last >> 1, last]) broken(`character ${at} of the signature changed`, otherAt(right, at));
  broken('signature cut by a character', right.slice(0, -1));
  broken('half of the signature', right.slice(0, right.length / 2));
  broken('empty signature', '');
  for (const [name, text] of junkAfter(right)) broken(name, text);
  broken('signature in another encoding', otherEncoding(right, recipe.encoding));
  if (recipe.encoding === 'hex') {
    const expect = recipe.anyCase ? 'verified' : 'refused';
    add('signature in upper case', expect, recipe.carry(otherCase(right), present));
  }

  const isNamed = (wanted: string) => (header: [string, string]) => header[0].toLowerCase() === wanted.toLowerCase();
  const isCarrier = isNamed(recipe.carrier);
  const withValue = (value: string) =>
    signed().map((header): [string, string] => (isCarrier(header) ? [header[0], value] : header));
  refused(
    'signature missing',
    signed().filter((header) => !isCarrier(header)),
  );
  refused('nothing but the body', []);
  refused('signature sent twice', [...signed(), ...signed().filter(isCarrier)]);
  refused('empty header', withValue(''));
  refused('header of no form', withValue('undefined'));
  refused('prefix of another provider', withValue(`v99=${right}`));
  refused('signature in the header of another provider', [['X-Signature-Of-Nobody', right]]);

  if (timestamp) {
    const { unit, tolerance, header } = timestamp;
    for (const [name, seconds] of Object.entries({ past: -tolerance, future: tolerance })) {
      add(`timestamp at the ${name} edge`, 'verified', signed({ at: timeText(NOW + seconds * 1000, unit) }));
    }
    for (const [name, text] of badTimestamps(NOW, unit, tolerance)) refused(name, signed({ at: text }));
    refused('timestamp changed after signing', recipe.carry(right, timeText(NOW + 1000, unit)));
    if (header) {
      refused(
        'timestamp missing',
        signed().filter((one) => !isNamed(header)(one)),
      );
      refused('timestamp sent twice', [...signed(), ...signed().filter(isNamed(header))]);
    }
  }
  return cases;
}
