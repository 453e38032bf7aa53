import type { Random } from './Random';

const WORDS = ['a', 'order', 'constructor', 'id', 'größe', '名', '\u{1F600}', '', 'x y', '__proto__', 'a[b]', '0'];

/** Any JSON value, at most four levels deep. */
export function jsonValue(random: Random, depth = 0): unknown {
  const kind = random.below(depth > 3 ? 5 : 7);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind === 2) return (random.next() - 0.5) * 10 ** random.below(20);
  if (kind < 5) return random.pick(WORDS).repeat(random.below(4));
  const items = Array.from({ length: random.below(5) }, () => jsonValue(random, depth + 1));
  return kind === 5 ? items : Object.fromEntries(items.map((item) => [random.pick(WORDS), item]));
}

/** A form with fields of all sorts. */
export function formBody(random: Random): string {
  const pairs = Array.from({ length: 1 + random.below(6) }, () => [random.pick(WORDS), random.hex(random.below(9))]);
  return new URLSearchParams(pairs).toString();
}

/** A well-formed document. */
export function xmlBody(random: Random, depth = 0): string {
  const name = random.pick(['a', 'b:c', 'order', '名']);
  const inner = Array.from({ length: random.below(depth > 2 ? 1 : 4) }, () => xmlBody(random, depth + 1)).join('');
  const text = random.pick(['', 'text', '&amp;&#x41;', '<![CDATA[<&>]]>', ' ']);
  return `<${name} xmlns:b="urn:b" id="${random.below(100)}">${inner}${text}</${name}>`;
}

/** Fields and files between boundaries. */
export function multipartBody(random: Random, boundary: string): Buffer {
  const parts = Array.from({ length: 1 + random.below(5) }, () => {
    const isFile = random.chance(0.5);
    const file = `; filename="${random.pick(['a.txt', '名.png', '../x', 'a.txt'])}"\r\nContent-Type: image/png`;
    const head = `Content-Disposition: form-data; name="${random.pick(['a', 'b[c]', 'd[]'])}"${isFile ? file : ''}`;
    const content = isFile ? random.bytes(random.below(300)) : Buffer.from(random.hex(random.below(20)));
    return Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n')]);
  });
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}
