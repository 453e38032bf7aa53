const DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*(?:"([\w.:-]{1,40})"|'([\w.:-]{1,40})')/;

/** The charset that an XML document names in its declaration, or shows by its first bytes (XML 1.0, appendix F); undefined: neither. */
export function xmlCharset(body: Buffer): string | undefined {
  if (body[0] === 0x3c && body[1] === 0) return 'utf-16le';
  if (body[0] === 0 && body[1] === 0x3c) return 'utf-16be';
  const [, double, single] = (DECLARATION.exec(body.toString('latin1', 0, 256)) ?? []) as (string | undefined)[];
  const charset = double ?? single;
  // Bytes that could be read so far are not UTF-16, whatever they say.
  return charset && /^utf-?16/i.test(charset) ? undefined : charset;
}
