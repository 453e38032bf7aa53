import { isSnsHost } from '../../crypto/is-sns-host';
import { type JsonObject, jsonObject } from '../../request/reading';
import { emptyResponse } from '../responses';
import type { Handshake } from '../types';

/**
 * AWS SNS: signed messages about the subscription itself. The address by which it is confirmed is shown to a person and never
 * opened from here. https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.prepare.html
 */
export const awsSns: Handshake = {
  methods: ['POST'],
  signed({ request }) {
    const body = request.method === 'POST' ? jsonObject(request.body) : undefined;
    if (body?.Type !== 'SubscriptionConfirmation' && body?.Type !== 'UnsubscribeConfirmation') {
      return undefined;
    }
    const url = subscribeUrl(body);
    return url
      ? { ...emptyResponse(200), notice: { key: 'SubscribeURL', value: url } }
      : { refused: 'SubscribeURL does not lead to AWS SNS' };
  },
};

function subscribeUrl({ SubscribeURL: written }: JsonObject): string | undefined {
  if (typeof written !== 'string' || written.length > 4096 || !URL.canParse(written)) {
    return undefined;
  }
  const url = new URL(written);
  const isSns =
    url.protocol === 'https:' &&
    isSnsHost(url.host) &&
    !url.username &&
    !url.password &&
    url.pathname === '/' &&
    url.searchParams.get('Action') === 'ConfirmSubscription';
  return isSns ? url.href : undefined;
}
