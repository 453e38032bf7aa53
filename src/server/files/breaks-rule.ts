import mime from 'mime-types';
import type { ReceivedFile } from '../model/delivery';

/** What a storage takes, as its administrator has set it: bytes, and types such as `image/*,application/pdf`. */
export interface StorageRules {
  size?: number | null;
  mimetype?: string | readonly string[] | null;
}

/**
 * Holds a file against the rules of a storage. Its type is the one that the sender names and, where the name's extension has one, that too,
 * as a storage serves a file by its extension.
 * @returns what it breaks, if anything
 */
export function breaksRule(
  { size, mimetype }: StorageRules,
  file: Pick<ReceivedFile, 'filename' | 'mimetype' | 'size'>,
): 'size' | 'type' | undefined {
  if (size && file.size > size) return 'size';
  const patterns = String(mimetype ?? '*')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  if (!patterns.length) return undefined;
  const byName = mime.lookup(file.filename);
  const types = [file.mimetype.toLowerCase(), ...(byName ? [byName] : [])];
  return types.every((type) => patterns.some((pattern) => matches(pattern, type))) ? undefined : 'type';
}

function matches(pattern: string, type: string): boolean {
  if (pattern === '*' || pattern === '*/*') return true;
  return pattern.endsWith('/*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}
