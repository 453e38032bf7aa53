import { useEffect, useState } from 'react';
import type { DeliveriesApi, DeliveriesError } from './deliveriesApi';
import type { DeliveryDetail } from './types';

/** Loads one delivery; nothing for undefined. */
export function useDelivery(
  api: DeliveriesApi,
  id: string | undefined,
): { delivery?: DeliveryDetail; error?: DeliveriesError } {
  const [state, setState] = useState<{ id?: string; delivery?: DeliveryDetail; error?: DeliveriesError }>({});
  useEffect(() => {
    if (!id) return undefined;
    let current = true;
    api.get(id).then(
      (delivery) => current && setState({ id, delivery }),
      (error: DeliveriesError) => current && setState({ id, error }),
    );
    return () => {
      current = false;
    };
  }, [api, id]);
  return state.id === id ? state : {};
}
