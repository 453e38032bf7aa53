import type { DeliveryState } from '../../common/deliveryStates';

/** The values of the filters. Texts match exactly; times are ISO 8601. */
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

/** Turns the search into a NocoBase filter. An empty search matches everything. */
export function deliveryFilter(search: DeliverySearch): Record<string, unknown> {
  const { states, from, to, ...texts } = search;
  const filter: Record<string, unknown> = {};
  if (states?.length) filter.state = { $in: states };
  for (const [name, text] of Object.entries<string | undefined>(texts)) {
    const value = text?.trim();
    if (value) filter[name] = { $eq: value };
  }
  if (from || to) filter.receivedAt = { ...(from && { $gte: from }), ...(to && { $lt: to }) };
  return filter;
}
