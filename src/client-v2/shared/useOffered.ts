import { useEffect, useState } from 'react';
import { useFlowEngine } from '@nocobase/flow-engine';

/**
 * Loads the options of a select. Empty while loading, and for users without permission.
 * @param url of a list action with its parameters, such as `storages:list?pageSize=200`
 */
export function useOffered<T>(url: string): readonly T[] {
  const { api } = useFlowEngine().context;
  const [offered, setOffered] = useState<readonly T[]>([]);
  useEffect(() => {
    let current = true;
    api
      .request<{ data: T[] }>({ url, skipNotify: true })
      .then(({ data }) => current && setOffered(data.data))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [api, url]);
  return offered;
}
