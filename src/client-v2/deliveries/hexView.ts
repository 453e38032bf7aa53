const WIDTH = 16;
/** Bytes that a dump shows unless told otherwise. */
export const MAX_HEX = 16 * 1024;

/**
 * Bytes as a hex dump: offset, sixteen bytes, and what of them can be printed.
 * @param most bytes that are shown; the rest is left out
 */
export function hexView(bytes: Uint8Array, most = MAX_HEX): string {
  const lines: string[] = [];
  const shown = bytes.subarray(0, most);
  for (let offset = 0; offset < shown.length; offset += WIDTH) {
    const row = [...shown.subarray(offset, offset + WIDTH)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(WIDTH * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}
