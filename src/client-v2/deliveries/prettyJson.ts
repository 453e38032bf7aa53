// Indenting deeper or longer JSON can exhaust the browser: 20,000 nested brackets take quadratic space.
const MAX_DEPTH = 100;
const MAX_LENGTH = 1024 * 1024;
const BLANK = /\s/;
const ENDS_WORD = /[\s{}[\],:"]/;

/**
 * Indents a JSON text. Numbers keep their digits as sent.
 * @returns undefined for invalid JSON, more than 100 levels, or a result longer than 1 MiB
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

// Works on tokens rather than JSON.parse, which would round large numbers.
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
    // An empty list or object stays on one line.
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

// Hand-written: a regular expression overflows the stack on a string of several megabytes.
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
