// Beyond these it helps no reader: the indentation alone of 20,000 nested brackets is more than a browser can hold.
const MAX_DEPTH = 100;
const MAX_LENGTH = 1024 * 1024;
const BLANK = /\s/;
const ENDS_WORD = /[\s{}[\],:"]/;

/**
 * A JSON text with line breaks and indentation. Digits are kept as they were sent.
 * @returns undefined when the text is no JSON, nests more than 100 levels deep, or is or would become longer than 1 MiB
 */
export function prettyJson(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return indented(text);
}

// Strings stay as they are, blanks between tokens go; a number that a parser would round stays whole.
function indented(text: string): string | undefined {
  let out = '';
  let depth = 0;
  let opened = false;
  let at = 0;
  while (at < text.length) {
    if (BLANK.test(text[at])) {
      at += 1;
      continue;
    }
    const token = text.slice(at, endOfToken(text, at));
    at += token.length;
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    // An empty list or object stays on its line.
    if (opened !== closes) out += lineBreak(depth);
    opened = token === '{' || token === '[';
    if (opened) depth += 1;
    out += token === ':' ? ': ' : token;
    if (token === ',') out += lineBreak(depth);
    if (depth > MAX_DEPTH || out.length > MAX_LENGTH) return undefined;
  }
  return out;
}

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

// By hand: a regular expression overflows the stack at a string of some megabytes.
function endOfToken(text: string, start: number): number {
  let end = start + 1;
  if (text[start] === '"') {
    while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    return end + 1;
  }
  if (ENDS_WORD.test(text[start])) return end;
  while (end < text.length && !ENDS_WORD.test(text[end])) end += 1;
  return end;
}
