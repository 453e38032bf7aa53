import type { ApiClient } from '@nocobase/flow-engine';
import type {
  DeliveryDetail,
  DeliveryPage,
  DeliveryStats,
  DestroyResult,
  Replayed,
  ReplayResult,
} from '../../common/api/deliveries';
import { inBatches } from './inBatches';

const RESOURCE = 'webhookDeliveries';
// The server accepts at most 200 values in a filter.
const DESTROY_BATCH = 100;

/** A failed API request: its HTTP status (0 without a response) and code. */
export class DeliveriesError extends Error {
  constructor(
    readonly status: number,
    readonly code: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

/** Client of the `webhookDeliveries` actions. All of them reject with a `DeliveriesError`. */
export function deliveriesApi(api: ApiClient) {
  const request = async <T>(
    action: string,
    options: { params?: object; data?: object; responseType?: 'blob' } = {},
  ): Promise<T> => {
    try {
      const method = options.data ? 'post' : 'get';
      return (await api.request<T>({ url: `${RESOURCE}:${action}`, method, skipNotify: true, ...options })).data;
    } catch (error) {
      throw toDeliveriesError(error);
    }
  };
  const filterOf = (filter: object) => ({ filter: JSON.stringify(filter) });
  return {
    list: (filter: object, page: number, pageSize: number) =>
      request<DeliveryPage>('list', { params: { ...filterOf(filter), page, pageSize } }),
    get: async (id: string) => (await request<{ data: DeliveryDetail }>('get', { params: { filterByTk: id } })).data,
    stats: async (from: string, to: string, workflowKey?: string) =>
      (await request<{ data: DeliveryStats }>('stats', { params: { from, to, workflowKey } })).data,
    replay: async (id: string, verify: boolean) =>
      (await request<{ data: Replayed }>('replay', { params: { filterByTk: id }, data: { verify } })).data,
    replayMany: async (ids: readonly string[], verify: boolean) =>
      (await request<{ data: ReplayResult }>('replayMany', { data: { ids, verify } })).data,
    destroy: async (ids: readonly string[]): Promise<DestroyResult> => {
      const work = (batch: readonly string[]) =>
        request<{ data: DestroyResult }>('destroy', { params: filterOf({ id: { $in: batch } }), data: {} });
      const { signal } = new AbortController();
      const results = await inBatches(ids, { size: DESTROY_BATCH, signal, work, progress: () => undefined });
      return { deleted: results.reduce((sum, { data }) => sum + data.deleted, 0) };
    },
    export: (filter: object, format: 'csv' | 'json') =>
      request<Blob>('export', { params: { ...filterOf(filter), format }, responseType: 'blob' }),
  };
}

/** The client that `deliveriesApi` makes. */
export type DeliveriesApi = ReturnType<typeof deliveriesApi>;

function toDeliveriesError(error: unknown): DeliveriesError {
  const { response, message } = error as {
    response?: { status: number; data?: { errors?: { code?: string; message?: string }[] } };
    message?: string;
  };
  const first = response?.data?.errors?.[0];
  return new DeliveriesError(response?.status ?? 0, first?.code, first?.message ?? message ?? String(error));
}
