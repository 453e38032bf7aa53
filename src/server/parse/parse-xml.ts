import { SaxesParser } from 'saxes';
import type { ParseLimits } from './limits';
import { malformed, type Problem } from './problem';

/** Key of an element's own text, where it has attributes or children beside it. NocoBase's variables can't name `#text`. */
const TEXT = '_';
const DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*(?:"([\w.:-]{1,40})"|'([\w.:-]{1,40})')/;
const QUOTED = /"[^"]*"|'[^']*'/g;

interface Element {
  name: string;
  text: string;
  /** attributes as `@name`, then children; repeated names become a list */
  members: Map<string, unknown[]>;
}

class Refused extends Error {}

/**
 * Parses XML 1.0 into ordinary objects: `{ root: … }`. An element without attributes and children becomes its text; any other an object
 * of its attributes (`@name`), its children (a list if several have the same name) and its own text as `_`, unless that is only white space.
 * Namespace prefixes stay part of names.
 *
 * A document type declaration that only names a definition elsewhere is skipped; one with definitions is refused. So the only entities
 * are the five of XML, and nothing is ever fetched. White space and byte order marks before the document are skipped.
 * @returns the value, or the problem: not well-formed, an inline DTD, nested too deeply, too many values
 */
export function parseXml(text: string, limits: ParseLimits): { data: unknown } | Problem {
  try {
    return { data: read(text, limits) };
  } catch (error) {
    // The parser's message may quote the body, so it is not passed on.
    return malformed(error instanceof Refused ? error.message : 'not well-formed XML');
  }
}

/** The charset of an XML document by its declaration or its first bytes (XML 1.0, appendix F); undefined if neither shows it. */
export function xmlCharset(body: Buffer): string | undefined {
  if (body[0] === 0x3c && body[1] === 0) return 'utf-16le';
  if (body[0] === 0 && body[1] === 0x3c) return 'utf-16be';
  const [, double, single] = (DECLARATION.exec(body.toString('latin1', 0, 256)) ?? []) as (string | undefined)[];
  const charset = double ?? single;
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return charset && /^utf-?16/i.test(charset) ? undefined : charset;
}

function read(text: string, limits: ParseLimits): unknown {
  const document = newElement('');
  const open: Element[] = [document];
  let values = 0;
  const count = (more: number) => {
    values += more;
    if (values > limits.values) throw new Refused('too many values');
  };
  const current = () => open[open.length - 1];

  const parser = new SaxesParser();
  parser.on('doctype', (declaration) => {
    // In quotes a bracket may be part of a URL.
    if (declaration.replace(QUOTED, '').includes('[')) throw new Refused('a document type definition');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > limits.depth) throw new Refused('nested too deeply');
    const element = newElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.members.set(`@${attribute}`, [value]);
    count(1 + element.members.size);
    open.push(element);
  });
  parser.on('text', (more) => (current().text += more));
  parser.on('cdata', (more) => (current().text += more));
  parser.on('closetag', () => {
    const element = open.pop() as Element;
    const { members } = current();
    const same = members.get(element.name);
    if (same) same.push(valueOf(element));
    else members.set(element.name, [valueOf(element)]);
  });
  parser.write(text.trimStart()).close();
  return valueOf({ ...document, text: '' });
}

function newElement(name: string): Element {
  return { name, text: '', members: new Map() };
}

function valueOf({ text, members }: Element): unknown {
  if (!members.size) return text;
  if (text.trim()) members.set(TEXT, [text]);
  // The sender chose the names: fromEntries defines properties, an assignment could hit a frozen one.
  const named = [...members].filter(([name]) => name !== '__proto__');
  return Object.fromEntries(named.map(([name, values]) => [name, values.length > 1 ? values : values[0]]));
}
