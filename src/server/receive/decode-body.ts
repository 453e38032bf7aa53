import zlib from 'node:zlib';
import { reject, type Rejection } from '../model/rejection';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const MAX_ENCODINGS = 4;
// Beside the standard's identity: what senders write who take the header for the charset, or for that of a mail's part.
const NO_ENCODING: ReadonlySet<string> = new Set(['identity', 'none', 'utf-8', 'utf8', 'binary', '7bit', '8bit']);

const gunzip = decoderOf(zlib.gunzip);
const inflate = decoderOf(zlib.inflate);
const inflateRaw = decoderOf(zlib.inflateRaw);

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  // Some senders leave out the frame that the standard wants (RFC 9110, 8.4.1.2).
  ['deflate', (body, options) => (hasZlibHeader(body) ? inflate(body, options) : inflateRaw(body, options))],
  ['br', decoderOf(zlib.brotliDecompress)],
  ...zstd(),
]);

/**
 * The encodings of a body, in the order in which they were applied.
 * @param header `Content-Encoding`, all lines joined with commas
 * @returns undefined when one is unknown here, or there are more than four
 */
export function contentEncodings(header: string | undefined): string[] | undefined {
  const names = (header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name && !NO_ENCODING.has(name));
  return names.length <= MAX_ENCODINGS && names.every((name) => DECODERS.has(name)) ? names : undefined;
}

/**
 * Takes the encodings off a body. No step makes more bytes than the limit, so a bomb ends there.
 * @param limit bytes
 * @returns 413 when the limit is passed, 400 for bytes that are not what they are said to be
 */
export async function decodeBody(
  body: Buffer,
  encodings: readonly string[],
  limit: number,
): Promise<Buffer | Rejection> {
  let bytes = body;
  try {
    for (const name of [...encodings].reverse()) {
      bytes = await (DECODERS.get(name) as Decoder)(bytes, { maxOutputLength: limit });
    }
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? reject('body_too_large', 'over the size limit when decompressed')
      : reject('malformed_body', 'compressed bytes that are broken');
  }
  return bytes;
}

type Callback = (error: Error | null, result: Buffer) => void;

function decoderOf(decode: (body: Buffer, options: { maxOutputLength: number }, callback: Callback) => void): Decoder {
  return (body, options) =>
    new Promise((resolve, reject) => {
      decode(body, options, (error, result) => (error ? reject(error) : resolve(result)));
    });
}

function hasZlibHeader(body: Buffer): boolean {
  return body.length >= 2 && (body[0] & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}

// Node has it from 22.15 on.
function zstd(): [string, Decoder][] {
  const { zstdDecompress } = zlib as unknown as { zstdDecompress?: Parameters<typeof decoderOf>[0] };
  return zstdDecompress ? [['zstd', decoderOf(zstdDecompress)]] : [];
}
