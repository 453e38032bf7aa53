import { mediaType } from '../../request/reading';
import { emptyResponse } from '../responses';
import type { Handshake } from '../types';

/**
 * WooCommerce: an unsigned form POST when a webhook is first saved, which wants exactly 200.
 * Source: deliver_ping() in WooCommerce's class-wc-webhook.php.
 */
export const woocommerce: Handshake = {
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
};
