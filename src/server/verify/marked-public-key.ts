const PREFIX = 'whpk_';

/**
 * The public key in a text that says it is one: PEM, or `whpk_` and the base64 of the key, as Standard Webhooks writes it.
 * @returns an empty text for all else, which as a public key might let in whoever knows it
 */
export function markedPublicKey(text: string): string {
  if (text.startsWith(PREFIX)) return text.slice(PREFIX.length);
  return /^\s*-----BEGIN /.test(text) ? text : '';
}
