import type { Reply } from './receive/types';

// Long enough to recognise a reply, short enough for a row of each run.
const SHOWN = 2_000;

/** A reply as it is noted in a job's result: texts up to 2,000 characters, other bodies by their size in bytes. */
export function describeReply({ status, headers, body }: Reply) {
  if (body === undefined) return { status, headers };
  if (Buffer.isBuffer(body)) return { status, headers, size: body.length };
  const shown = body.length > SHOWN ? { size: Buffer.byteLength(body) } : {};
  return { status, headers, body: body.slice(0, SHOWN), ...shown };
}
