const WIDTH = 16;
/** Default limit of a dump, in bytes. */
export const MAX_HEX = 16 * 1024;

/**
 * Formats a hex dump: offset, sixteen bytes and their printable characters per line.
 * @param limit how many bytes to show; the rest is left out
 */
export function hexView(bytes: Uint8Array, limit = MAX_HEX): string {
  const lines: string[] = [];
  const shown = bytes.subarray(0, limit);
  for (let offset = 0; offset < shown.length; offset += WIDTH) {
    const row = [...shown.subarray(offset, offset + WIDTH)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(WIDTH * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}
