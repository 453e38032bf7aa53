const BOUNDARY = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^";\s]{1,70}))/i;
const MAX_PARTS = 1_000;

/**
 * The text of a field of `multipart/form-data` (RFC 7578), read as UTF-8.
 *
 * @returns undefined when the body is of another kind, or the field is missing, empty, repeated or a file
 */
export function multipartField(body: Buffer, contentType: string | undefined, name: string): string | undefined {
  const match = BOUNDARY.exec(contentType ?? '');
  if (!match) return undefined;
  const found = parts(body, `--${match[1] || match[2]}`).filter((one) => one.name === name);
  return found.length === 1 && !found[0].isFile ? found[0].content.toString('utf8') || undefined : undefined;
}

function parts(body: Buffer, delimiter: string): { name: string; isFile: boolean; content: Buffer }[] {
  const found: { name: string; isFile: boolean; content: Buffer }[] = [];
  let start = body.indexOf(delimiter);
  while (start >= 0 && found.length < MAX_PARTS) {
    const end = body.indexOf(`\r\n${delimiter}`, start);
    if (end < 0) break;
    const part = body.subarray(start + delimiter.length + 2, end);
    const split = part.indexOf('\r\n\r\n');
    const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(
      part.toString('latin1', 0, Math.max(split, 0)),
    );
    const name = /(?:^|;)\s*name="([^"]*)"/i.exec(disposition?.[1] ?? '')?.[1];
    if (split >= 0 && name !== undefined) {
      const isFile = /(?:^|;)\s*filename\*?=/i.test(disposition?.[1] ?? '');
      found.push({ name, isFile, content: part.subarray(split + 4) });
    }
    start = end + 2;
  }
  return found;
}
