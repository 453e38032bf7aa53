import { useEffect, useState } from 'react';
import { useFlowEngine } from '@nocobase/flow-engine';

/**
 * What there is to choose from, as far as the person may see it: none otherwise, and while it is being loaded.
 * @param url of an action that lists, with its parameters, such as `storages:list?pageSize=200`
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
