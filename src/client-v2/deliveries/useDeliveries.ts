import { useEffect, useRef, useState } from 'react';
import type { DeliveryPage } from '../../common/api/deliveries';
import type { DeliveriesApi, DeliveriesError } from './deliveriesApi';
import { usePolledRequest } from './usePolledRequest';

const INTERVAL = 5_000;

/** The page of a list that is shown. */
export interface DeliveryList {
  page?: DeliveryPage;
  error?: DeliveriesError;
  /** whether the query has changed and its first response is still missing */
  loading: boolean;
  reload: () => Promise<void>;
}

/**
 * Loads a page of deliveries: whenever the query changes, and every five seconds while `live`, unless access is forbidden. The page on screen
 * stays when a refresh fails. A late response to an earlier query is dropped.
 */
export function useDeliveries(
  api: DeliveriesApi,
  filter: object,
  page: number,
  pageSize: number,
  live: boolean,
): DeliveryList {
  const query = JSON.stringify([filter, page, pageSize]);
  const [last, setLast] = useState<{ query?: string; forbidden: boolean }>({ forbidden: false });
  const latest = useRef<Promise<DeliveryPage>>();
  const { data, error, run, refresh } = usePolledRequest<DeliveryPage, [query: string]>(
    (asked) => (latest.current = api.list(...(JSON.parse(asked) as [object, number, number]))),
    {
      manual: true,
      live,
      pollingInterval: last.forbidden ? 0 : INTERVAL,
      // The list shows the error; without this, ahooks would print it as well.
      onError: () => undefined,
      onFinally: ([asked], _page, failure) =>
        setLast({ query: asked, forbidden: (failure as DeliveriesError | undefined)?.status === 403 }),
    },
  );
  useEffect(() => run(query), [api, query, run]);

  const reload = async () => {
    refresh();
    // Not refreshAsync: its promise stays pending when a newer request supersedes it.
    await latest.current?.catch(() => undefined);
  };
  return { page: data, error: error as DeliveriesError | undefined, loading: last.query !== query, reload };
}
