import { decodeText } from './decode-text';
import { decodeWindows1252 } from './windows-1252';

/**
 * Decodes bytes whose charset nobody names: as UTF-8, or as a byte order mark says, or as windows-1252 where they are neither. There each
 * byte is a character of its own, so nothing is lost.
 */
export function decodeOr1252(bytes: Buffer): string {
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.text : decodeWindows1252(bytes);
}
