import { storable } from '../inbox/row/storable';
import type { HttpResponse } from '../model/request';

// Long enough to recognise a reply, short enough for a row of each run.
const SHOWN = 2_000;

/**
 * A reply as it is noted in a job's result: texts up to 2,000 characters, never cut within one, other bodies by their size in bytes. Every
 * database takes it.
 */
export function describeResponse({ status, headers, body }: HttpResponse) {
  const noted = { status, headers: headers.map(({ name, value }) => ({ name, value: beginning(value) })) };
  if (body === undefined) return noted;
  if (Buffer.isBuffer(body)) return { ...noted, size: body.length };
  const size = body.length > SHOWN ? { size: Buffer.byteLength(body) } : {};
  return { ...noted, body: beginning(body), ...size };
}

// One more is looked at, so that a pair at the edge is seen as one; of a long text the rest is not walked through.
function beginning(text: string): string {
  return storable(text.slice(0, SHOWN + 1), SHOWN);
}
