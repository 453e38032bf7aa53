import { useCallback, useEffect, useState } from 'react';
import type { DeliveriesApi, DeliveriesError } from './deliveriesApi';
import type { DeliveryDetail } from './types';

/** An opened delivery, or why it can't be shown. */
export interface OpenedDelivery {
  delivery?: DeliveryDetail;
  error?: DeliveriesError;
  reload: () => void;
}

/** Loads one delivery; nothing for undefined. */
export function useDelivery(api: DeliveriesApi, id: string | undefined): OpenedDelivery {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ id?: string } & Pick<OpenedDelivery, 'delivery' | 'error'>>({});
  useEffect(() => {
    if (!id) return undefined;
    let current = true;
    setState({});
    api.get(id).then(
      (delivery) => current && setState({ id, delivery }),
      (error: DeliveriesError) => current && setState({ id, error }),
    );
    return () => {
      current = false;
    };
  }, [api, id, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return state.id === id ? { ...state, reload } : { reload };
}
