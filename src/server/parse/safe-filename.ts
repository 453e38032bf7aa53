import path from 'node:path';

const NAMELESS = 'file';
const EDGE = /[.\s]/;

/**
 * Makes a sender's file name safe for a disk: the last segment of a path, without characters that are special to a file system or a shell,
 * without leading dots, shortened to a limit that keeps the extension.
 * @param limit bytes in UTF-8
 * @returns never empty
 */
export function safeFilename(sent: string, limit: number): string {
  const last = sent.split(/[/\\]/).pop() ?? '';
  const name = withoutEdges(
    last
      .normalize('NFC')
      // Control characters, and marks that reverse the direction of text to hide an extension; below, what Windows forbids.
      .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
      .replace(/[<>:"|?*]/g, '_'),
  );
  if (!name) return NAMELESS;
  const extension = path.extname(name);
  return Buffer.byteLength(extension) < limit / 2
    ? cut(name.slice(0, name.length - extension.length), limit - Buffer.byteLength(extension)) + extension
    : cut(name, limit);
}

/** Makes a name unique, regardless of case: `a.txt`, `a (2).txt`; and adds it to those taken. */
export function unusedName(name: string, taken: Set<string>, limit: number): string {
  const { name: stem, ext } = path.parse(name);
  let result = name;
  for (let count = 2; taken.has(result.toLowerCase()); count += 1) {
    const suffix = ` (${count})${ext}`;
    result = cut(stem, limit - Buffer.byteLength(suffix)) + suffix;
  }
  taken.add(result.toLowerCase());
  return result;
}

// Hand-written: a regex anchored at the end backtracks quadratically.
function withoutEdges(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && EDGE.test(text[start])) start += 1;
  while (end > start && EDGE.test(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let size = 0;
  let result = '';
  for (const char of text) {
    size += Buffer.byteLength(char);
    if (size > bytes) break;
    result += char;
  }
  return result;
}
