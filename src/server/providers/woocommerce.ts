import type { Verdict, VerifyInput } from '../model/endpoint';
import { decodeSignature } from '../verify/decode';
import { headerValue } from '../request/read-value';
import { refused, VERIFIED } from '../verify/refused';
import { hmacMatches } from './hmac-matches';

const ENTITY = /&(?:(amp|lt|gt|quot)|#0*(38|39|34|60|62)|#[xX]0*(26|27|22));/g;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
]);

/**
 * WooCommerce: HMAC-SHA256, in base64, of the body. WordPress keeps the secret with its special characters escaped and signs with what
 * they stand for, so a secret may have been copied in either form.
 *
 * Source: woocommerce/woocommerce, includes/class-wc-webhook.php, generate_signature.
 */
export function woocommerce({ request, secrets }: VerifyInput): Verdict {
  const text = headerValue(request, 'X-WC-Webhook-Signature');
  const signature = text === undefined ? undefined : decodeSignature(text, 'base64');
  if (!signature) return refused('signature missing, malformed or sent twice');
  const keys = new Set(secrets.flatMap((secret) => [secret, unescape(secret)]));
  return hmacMatches('sha256', signature, request.body, [...keys]) ? VERIFIED : refused('signature does not match');
}

/** Each entity once, from left to right. */
function unescape(secret: string): string {
  return secret.replace(ENTITY, (_, name?: string, decimal?: string, hex?: string) =>
    name ? (NAMED.get(name) ?? '') : String.fromCharCode(decimal ? Number(decimal) : parseInt(hex ?? '', 16)),
  );
}
