import busboy from 'busboy';
import fc from 'fast-check';
import { PARSE_LIMITS } from '../../../src/server/parse/limits';
import { parseMultipart } from '../../../src/server/parse/parse-multipart';

interface Sent {
  name: string;
  content: Buffer;
  /** a file, where it has one */
  filename?: string;
  type?: string;
}

/** Parts as another parser reads them. */
function readByBusboy(body: Buffer, boundary: string): Promise<Sent[]> {
  return new Promise((resolve, reject) => {
    const parts: Sent[] = [];
    const parser = busboy({
      headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` },
      defParamCharset: 'utf8',
    });
    parser.on('field', (name, value) => parts.push({ name, content: Buffer.from(value) }));
    parser.on('file', (name, stream, { filename, mimeType: type }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => parts.push({ name, filename, type, content: Buffer.concat(chunks) }));
    });
    parser.on('error', reject);
    parser.on('close', () => resolve(parts));
    parser.end(body);
  });
}

function write(parts: readonly Sent[], boundary: string): Buffer {
  const lines = parts.flatMap(({ name, filename, type, content }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename ? `; filename="${filename}"` : ''}\r\n`,
    type ? `Content-Type: ${type}\r\n\r\n` : '\r\n',
    content,
    '\r\n',
  ]);
  return Buffer.concat([...lines, `--${boundary}--\r\n`].map((line) => Buffer.from(line as string)));
}

// Brackets would nest fields, which busboy leaves to others.
const name = fc.stringMatching(/^[\w .é微🎉-]{1,20}$/u).map((text) => `n${text}`);
const boundary = fc.stringMatching(/^[\w'()+,.:=?-]{1,69}[\w?]$/);
/** Bytes that are prone to be taken for a delimiter. */
const pieces = (mark: string) =>
  fc
    .array(fc.constantFrom('\r\n', '--', mark, `\r\n--${mark.slice(0, -1)}`, '\r', '\n', 'x', '微', '\0', '-'))
    .map((all) => Buffer.from(all.join('')))
    .filter((bytes) => !bytes.includes(`--${mark}`));

describe('multipart bodies, as busboy reads them', () => {
  it('have the same fields and files', async () => {
    const cases = boundary.chain((mark) =>
      fc.record({
        mark: fc.constant(mark),
        fields: fc.uniqueArray(fc.record({ name, content: pieces(mark) }), {
          selector: (one) => one.name,
          maxLength: 6,
        }),
        files: fc.array(
          fc.record({
            name,
            content: pieces(mark),
            filename: fc.stringMatching(/^[\w微é-]{1,20}$/).map((stem) => `f${stem}.bin`),
            type: fc.constantFrom('image/png', 'application/octet-stream', 'text/plain'),
          }),
          { maxLength: 3 },
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ mark, fields, files }) => {
        const body = write([...fields, ...files], mark);
        const parts = await readByBusboy(body, mark);
        const ours = parseMultipart(body, mark, PARSE_LIMITS);
        expect(ours).not.toHaveProperty('problem');
        if ('problem' in ours) return;
        const texts = parts.filter(({ filename }) => filename === undefined);
        // A prototype's names are no surprise here: each begins with an n.
        expect(ours.data).toEqual(Object.fromEntries(texts.map((one) => [one.name, one.content.toString()])));
        expect(ours.files.map(({ field, content, mimetype }) => [field, content.toString('hex'), mimetype])).toEqual(
          parts.filter(({ filename }) => filename).map((one) => [one.name, one.content.toString('hex'), one.type]),
        );
        expect(texts).toHaveLength(fields.length);
      }),
      { seed: 20_261_125, numRuns: 1_000 },
    );
  });
});
