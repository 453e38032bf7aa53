import assert from 'node:assert';
import { createHmac } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { proveShopify } from '../../scripts/vectors/recipes/prove-shopify';

/**
 * Signs with libraries that are ES modules alone, which jest does not load: a program of its own. It reads `{ scheme, secret, body }` as
 * JSON and prints the headers that the library has made, or has found right.
 */
const MODULES: Record<string, (body: string, secret: string) => Promise<Record<string, string>>> = {
  async github(body, secret) {
    const { sign } = await import('@octokit/webhooks-methods');
    return { 'X-Hub-Signature-256': await sign(secret, body) };
  },
  async linear(body, secret) {
    const { LinearWebhookClient } = await import('@linear/sdk/webhooks');
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    assert(new LinearWebhookClient(secret).verify(Buffer.from(body), signature));
    return { 'Linear-Signature': signature };
  },
  async shopify(body, secret) {
    const signature = createHmac('sha256', secret).update(body).digest('base64');
    const headers = {
      'Content-Type': 'application/json',
      'X-Shopify-Topic': 'orders/paid',
      'X-Shopify-API-Version': '2025-07',
      'X-Shopify-Shop-Domain': 'shop.myshopify.com',
      'X-Shopify-Webhook-Id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      'X-Shopify-Hmac-Sha256': signature,
    };
    await proveShopify({ body: Buffer.from(body), headers, secret, method: 'POST', url: '/', now: Date.now() });
    return headers;
  },
  async twitch(body, secret) {
    const { EventSubMiddleware } = await import('@twurple/eventsub-http');
    const verify = Reflect.get(EventSubMiddleware.prototype, '_verifyData') as (...parts: string[]) => boolean;
    const [id, time] = ['e76c6bd4-55c9-4987-8304-da1588d8988b', new Date().toISOString()];
    const signature = `sha256=${createHmac('sha256', secret)
      .update(id + time + body)
      .digest('hex')}`;
    assert(verify.call({ _secret: secret }, id, time, body, signature));
    return {
      'Twitch-Eventsub-Message-Id': id,
      'Twitch-Eventsub-Message-Timestamp': time,
      'Twitch-Eventsub-Message-Type': 'notification',
      'Twitch-Eventsub-Message-Signature': signature,
    };
  },
};

async function main(): Promise<void> {
  const { scheme, body, secret } = JSON.parse(await text(process.stdin)) as Record<
    'scheme' | 'body' | 'secret',
    string
  >;
  process.stdout.write(JSON.stringify(await MODULES[scheme](body, secret)));
}

void main();
