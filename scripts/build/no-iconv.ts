/**
 * Stands in for iconv-lite in the bundle: raw-body only calls it to decode, and we read bytes and decode them with TextDecoder. Its
 * tables would be almost half of the server.
 */
export function getDecoder(): never {
  throw new Error('bodies are read as bytes');
}
