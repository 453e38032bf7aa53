import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeliveriesApi, DeliveriesError, DeliveryPage } from './deliveriesApi';
import { usePolling } from './usePolling';

const EVERY = 5_000;

/** The page of a list that is shown. */
export interface DeliveryList {
  page?: DeliveryPage;
  error?: DeliveriesError;
  loading: boolean;
  reload: () => Promise<void>;
}

/**
 * Loads a page of deliveries, again whenever what is looked for changes, and every five seconds while it is live.
 * An answer that comes too late, for what is no longer looked for, is dropped.
 */
export function useDeliveries(
  api: DeliveriesApi,
  filter: object,
  page: number,
  pageSize: number,
  live: boolean,
): DeliveryList {
  const [state, setState] = useState<Omit<DeliveryList, 'reload'>>({ loading: true });
  const turn = useRef(0);
  const wanted = JSON.stringify(filter);

  const reload = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    try {
      const found = await api.list(JSON.parse(wanted) as object, page, pageSize);
      if (mine === turn.current) setState({ page: found, loading: false });
    } catch (error) {
      if (mine === turn.current) setState((before) => ({ ...before, error: error as DeliveriesError, loading: false }));
    }
  }, [api, wanted, page, pageSize]);

  useEffect(() => {
    setState((before) => ({ ...before, loading: true }));
    void reload();
  }, [reload]);
  usePolling(reload, live && state.error?.status !== 403 ? EVERY : undefined);
  return { ...state, reload };
}
