import { decodeOr1252, decodeText } from './decode-text';

/** Names in the headers of a form's part. */
export interface Disposition {
  name?: string;
  /** undefined: not a file; empty: no file was chosen */
  filename?: string;
}

// The standard has form-data alone; some senders write the others for files.
const KINDS = /^(?:form-data|attachment|file|inline)\s*(?:;|$)/i;
const PARAMETER = /;\s*([\w-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\[^])*)"|([^;]*))/g;

/**
 * Reads the `Content-Disposition` of a part of `multipart/form-data` (RFC 7578). `filename*` (RFC 8187) wins over `filename`.
 * @param header one byte per character, as sent; read as UTF-8, or as windows-1252 if it is not UTF-8
 */
export function readDisposition(header: string): Disposition {
  if (!KINDS.test(header)) return {};
  const found = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of header.matchAll(PARAMETER) as Iterable<(string | undefined)[]>) {
    // Only quotes are escaped: senders don't escape the backslashes of a Windows path.
    const value = quoted?.replace(/\\"/g, '"') ?? bare.trim().replace(/^'(.*)'$/, '$1');
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), value);
  }
  const name = found.get('name');
  const filename = extended(found.get('filename*')) ?? text(found.get('filename'));
  return { name: text(name), filename };
}

function text(bytes: string | undefined): string | undefined {
  return bytes === undefined ? undefined : decodeOr1252(Buffer.from(bytes, 'latin1'));
}

function extended(value: string | undefined): string | undefined {
  const [, charset, encoded] = /^([\w-]+)'[^']*'(.*)$/.exec(value ?? '') ?? [];
  if (!charset) return undefined;
  const bytes = encoded.replace(/%([0-9a-f]{2})/gi, (_escape, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
  const decoded = decodeText(Buffer.from(bytes, 'latin1'), charset);
  return 'text' in decoded ? decoded.text : undefined;
}
