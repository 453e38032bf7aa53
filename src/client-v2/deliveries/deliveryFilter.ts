import type { DeliveryState } from '../../common/deliveryStates';

/** What a person looks for. Texts are compared whole; times are ISO 8601. */
export interface DeliverySearch {
  states?: DeliveryState[];
  workflowKey?: string;
  code?: string;
  eventType?: string;
  address?: string;
  idempotencyKey?: string;
  from?: string;
  to?: string;
}

/** The search as NocoBase's filter; nothing in it lets everything through. */
export function deliveryFilter(search: DeliverySearch): Record<string, unknown> {
  const { states, from, to, ...texts } = search;
  const filter: Record<string, unknown> = {};
  if (states?.length) filter.state = { $in: states };
  for (const [name, text] of Object.entries<string | undefined>(texts)) {
    const wanted = text?.trim();
    if (wanted) filter[name] = { $eq: wanted };
  }
  if (from || to) filter.receivedAt = { ...(from && { $gte: from }), ...(to && { $lt: to }) };
  return filter;
}
