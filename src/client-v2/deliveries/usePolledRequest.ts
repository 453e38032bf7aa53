import { useDocumentVisibility, useRequest, useUpdateEffect } from 'ahooks';

type Service<Data, Params extends unknown[]> = Parameters<typeof useRequest<Data, Params>>[0];
type Options<Data, Params extends unknown[]> = NonNullable<Parameters<typeof useRequest<Data, Params>>[1]>;

interface Polling {
  /** milliseconds between a response and the next request; 0 ends polling */
  pollingInterval: number;
  /** default true; false pauses polling */
  live?: boolean;
}

/**
 * `useRequest` that polls while it is live and the page is visible, and refreshes at once when either is true again. ahooks' own
 * `pollingWhenHidden` does not suffice: of several requests on one page it resumes only every other one.
 */
export function usePolledRequest<Data, Params extends unknown[]>(
  service: Service<Data, Params>,
  { pollingInterval, live = true, ...options }: Options<Data, Params> & Polling,
) {
  const visible = useDocumentVisibility() !== 'hidden';
  const active = live && visible;
  const request = useRequest<Data, Params>(service, { ...options, pollingInterval: active ? pollingInterval : 0 });
  useUpdateEffect(() => {
    if (active && pollingInterval) request.refresh();
  }, [active]);
  return request;
}
