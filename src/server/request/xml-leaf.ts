const OPENING = /<([A-Za-z_][\w.-]{0,63})>/y;
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';

/** Tells whether a body is XML, by its first character. */
export function isXml(body: Buffer): boolean {
  return body.toString('latin1', 0, 64).trimStart().startsWith('<');
}

/**
 * Reads the text of an element in the XML of providers that write plain elements, such as WeCom. It is for ids and types of events, not a
 * parser: what the workflow gets is parsed elsewhere.
 *
 * @returns undefined when it is missing, empty or repeated
 */
export function xmlLeaf(body: Buffer, name: string): string | undefined {
  const found = [...leaves(body.toString('utf8'))].filter((leaf) => leaf.name === name);
  return found.length === 1 ? found[0].text.trim() || undefined : undefined;
}

/**
 * Elements that hold only text. A CDATA section is taken as a whole, so an element inside it is text. Each character is looked at once,
 * whatever the text is.
 */
function* leaves(text: string): Generator<{ name: string; text: string }> {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    OPENING.lastIndex = at;
    const name = OPENING.exec(text)?.[1];
    const start = name === undefined ? at : at + name.length + 2;
    const isQuoted = text.startsWith(CDATA, start);
    const from = isQuoted ? start + CDATA.length : start;
    const end = text.indexOf(isQuoted ? CDATA_END : '<', name === undefined && !isQuoted ? at + 1 : from);
    if (end < 0) return;
    const after = isQuoted ? end + CDATA_END.length : end;
    if (name !== undefined && text.startsWith(`</${name}>`, after)) yield { name, text: text.slice(from, end) };
    at = after;
  }
}
