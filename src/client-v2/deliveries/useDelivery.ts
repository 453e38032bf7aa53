import { useCallback, useEffect, useState } from 'react';
import type { DeliveriesApi, DeliveriesError } from './deliveriesApi';
import { isSettled } from './isSettled';
import type { DeliveryDetail } from './types';
import { usePolling } from './usePolling';

const EVERY = 3_000;

/** An opened delivery, or why it can't be shown. */
export interface OpenedDelivery {
  delivery?: DeliveryDetail;
  error?: DeliveriesError;
  reload: () => void;
}

/** Loads one delivery, and again every three seconds until it is settled; nothing for undefined. */
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

  const refresh = useCallback(async () => {
    if (!id) return;
    // What is shown stays when this fails; the next one may not.
    const delivery = await api.get(id).catch(() => undefined);
    if (delivery) setState((before) => (before.id === id ? { id, delivery } : before));
  }, [api, id]);
  const shown = state.id === id ? state : {};
  usePolling(refresh, shown.delivery && !isSettled(shown.delivery.state) ? EVERY : undefined);
  return { ...shown, reload };
}
