/**
 * Takes the place of iconv-lite in the bundle. raw-body calls it only to decode text, and we read bytes: its tables would be almost half of
 * the server.
 */
export function getDecoder(): never {
  throw new Error('bodies are read as bytes');
}
