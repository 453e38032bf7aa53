import { useEffect, useState } from 'react';
import type { DeliveryDetail } from '../../common/api/deliveries';
import { isSettled } from '../../common/deliveryStates';
import type { DeliveriesApi, DeliveriesError } from './deliveriesApi';
import { usePolledRequest } from './usePolledRequest';

const INTERVAL = 3_000;

/** An opened delivery, or why it can't be shown. */
export interface OpenedDelivery {
  delivery?: DeliveryDetail;
  error?: DeliveriesError;
  reload: () => void;
}

/** Loads one delivery, and again every three seconds until it is settled. Does nothing without an id. */
export function useDelivery(api: DeliveriesApi, id: string | undefined): OpenedDelivery {
  const [changing, setChanging] = useState(true);
  const request = usePolledRequest<DeliveryDetail, [id: string]>((asked) => api.get(asked), {
    manual: true,
    pollingInterval: id && changing ? INTERVAL : 0,
    onSuccess: ({ state }) => setChanging(!isSettled(state)),
    // The delivery on screen stays when a refresh fails, and the next one may succeed.
    onError: () => setChanging(Boolean(request.data)),
  });
  const { run, refresh, cancel, mutate } = request;
  useEffect(() => {
    mutate(undefined);
    setChanging(true);
    if (id) run(id);
    else cancel();
  }, [api, id, run, cancel, mutate]);

  const reload = () => {
    setChanging(true);
    refresh();
  };
  const { data, loading, params } = request;
  // Until the effect has run, the state is still that of the previous id.
  if (params[0] !== id) return { reload };
  return { delivery: data, error: loading || data ? undefined : (request.error as DeliveriesError), reload };
}
