import { emptyResponse } from '../handshake/responses';
import type { ProviderCode } from '../model/provider';
import { headerValue, mediaType } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { refused, VERIFIED } from '../verify/refused';
import { hmacMatches } from './shared/hmac-matches';

const ENTITY = /&(?:(amp|lt|gt|quot)|#0*(38|39|34|60|62)|#[xX]0*(26|27|22));/g;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
]);

/**
 * WooCommerce: HMAC-SHA256, in base64, of the body. WordPress keeps the secret with its special characters escaped and signs with what
 * they stand for, so a secret may have been copied in either form. An unsigned form POST, sent when a webhook is first saved, expects
 * exactly 200.
 *
 * Source: woocommerce/woocommerce, includes/class-wc-webhook.php, generate_signature and deliver_ping.
 */
export const woocommerce: ProviderCode = {
  verify({ request, secrets }) {
    const text = headerValue(request, 'X-WC-Webhook-Signature');
    const signature = text === undefined ? undefined : decodeSignature(text, 'base64');
    if (!signature) return refused('signature missing, malformed or sent twice');
    const keys = new Set(secrets.flatMap((secret) => [secret, unescape(secret)]));
    return hmacMatches('sha256', signature, request.body, [...keys]) ? VERIFIED : refused('signature does not match');
  },
  handshake: {
    methods: ['POST'],
    unsigned({ request }) {
      const isPing =
        request.method === 'POST' &&
        mediaType(request) === 'application/x-www-form-urlencoded' &&
        !request.headers.has('x-wc-webhook-signature') &&
        request.body.length <= 31 &&
        /^webhook_id=\d+$/.test(request.body.toString('latin1'));
      return isPing ? emptyResponse(200) : undefined;
    },
  },
};

/** Each entity once, from left to right. */
function unescape(secret: string): string {
  return secret.replace(ENTITY, (_, name?: string, decimal?: string, hex?: string) =>
    name ? (NAMED.get(name) ?? '') : String.fromCharCode(decimal ? Number(decimal) : parseInt(hex ?? '', 16)),
  );
}
