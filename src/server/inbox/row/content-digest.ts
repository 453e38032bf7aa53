import { createHash, type Hash } from 'node:crypto';
import type { ReceivedFile } from '../../model/delivery';

/**
 * The digest by which two deliveries are told to have the same content: of the parsed data, so that neither the order of members nor a new
 * encryption makes a difference, and of the files.
 * @param data of bounded depth
 * @returns 64 hex digits
 */
export function contentDigest(data: unknown, files: readonly ReceivedFile[]): string {
  const hash = createHash('sha256');
  addValue(hash, data);
  for (const { field, content } of files) {
    hash.update(JSON.stringify([field, createHash('sha256').update(content).digest('hex')]));
  }
  return hash.digest('hex');
}

function addValue(hash: Hash, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    hash.update(JSON.stringify(value));
    return;
  }
  if (Array.isArray(value)) {
    hash.update('[');
    for (const item of value as unknown[]) {
      addValue(hash, item);
      hash.update(',');
    }
    hash.update(']');
    return;
  }
  hash.update('{');
  for (const [name, member] of Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) {
    hash.update(`${JSON.stringify(name)}:`);
    addValue(hash, member);
    hash.update(',');
  }
  hash.update('}');
}
