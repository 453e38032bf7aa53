import assert from 'node:assert';
import type { ProofRequest } from '../Recipe';
import { isText } from '../sign';

/** Shopify's own library as the judge of a request. */
export async function proveShopify({ body, headers, secret }: ProofRequest): Promise<void> {
  await import('@shopify/shopify-api/adapters/node');
  const { ApiVersion, shopifyApi } = await import('@shopify/shopify-api');
  if (!isText(body)) return;
  const { webhooks } = shopifyApi({
    apiKey: 'key',
    apiSecretKey: secret,
    apiVersion: ApiVersion.July25,
    hostName: 'noco.example',
    isEmbeddedApp: false,
    logger: { log: () => undefined },
  });
  const rawRequest = { method: 'POST', url: '/', headers };
  const { valid } = await webhooks.validate({ rawBody: body.toString(), rawRequest, rawResponse: {} });
  assert(valid);
}
