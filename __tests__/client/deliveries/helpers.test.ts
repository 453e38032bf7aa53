import { executionUrl, workflowUrl } from '../../../src/client-v2/deliveries/adminUrl';
import { deliveryFilter } from '../../../src/client-v2/deliveries/deliveryFilter';
import { executionLook, statusColor } from '../../../src/client-v2/deliveries/statusLook';
import { STATE_LOOK } from '../../../src/common/stateLook';
import { endpointOptions, matchesSearch } from '../../../src/client-v2/deliveries/endpointOptions';
import { errorText } from '../../../src/client-v2/deliveries/codeText';
import { deliveriesApi, DeliveriesError } from '../../../src/client-v2/deliveries/deliveriesApi';
import { inBatches } from '../../../src/client-v2/deliveries/inBatches';
import { DELIVERY_STATES } from '../../../src/common/deliveryStates';

describe('the page of an execution', () => {
  it.each([
    ['/v/admin/settings/webhook-deliveries', '/v/admin/workflow/executions/7'],
    ['/admin/settings/webhook-deliveries', '/admin/settings/workflow/executions/7'],
    ['/nocobase/v/admin/workflow/workflows/1', '/nocobase/v/admin/workflow/executions/7'],
    ['/apps/shop/admin/settings/x', '/apps/shop/admin/settings/workflow/executions/7'],
    ['/v/apps/shop/admin/settings/x', '/v/apps/shop/admin/workflow/executions/7'],
    ['/nocobase/v/apps/shop/admin', '/nocobase/v/apps/shop/admin/workflow/executions/7'],
    ['/v/apps/admin/admin/settings/x', '/v/apps/admin/admin/workflow/executions/7'],
    ['/apps/administration/admin/x', '/apps/administration/admin/settings/workflow/executions/7'],
    ['/v/', '/v/admin/workflow/executions/7'],
  ])('from %s', (pathname, url) => {
    expect(executionUrl(pathname, '7')).toBe(url);
    expect(workflowUrl(pathname, '7')).toBe(url.replace('executions', 'workflows'));
  });
});

describe('a search as a filter', () => {
  it.each([
    [{}, {}],
    [{ states: [], code: '', address: '  ' }, {}],
    [{ states: ['failed' as const] }, { state: { $in: ['failed'] } }],
    [
      { workflowKey: 'k', idempotencyKey: ' x ' },
      { workflowKey: { $eq: 'k' }, idempotencyKey: { $eq: 'x' } },
    ],
    [{ from: 'A', to: 'B' }, { receivedAt: { $gte: 'A', $lt: 'B' } }],
    [{ from: 'A' }, { receivedAt: { $gte: 'A' } }],
  ])('%j', (search, filter) => {
    expect(deliveryFilter(search)).toEqual(filter);
  });
});

describe('colors and texts', () => {
  it('every state has a distinct text', () => {
    const labels = DELIVERY_STATES.map((state) => STATE_LOOK[state].label);
    expect(new Set(labels).size).toBe(DELIVERY_STATES.length);
  });

  it.each([
    [200, 'success'],
    [302, 'default'],
    [401, 'warning'],
    [503, 'error'],
  ])('status %d', (status, color) => expect(statusColor(status)).toBe(color));

  it.each([
    [null, 'Queued'],
    [0, 'Running'],
    [1, 'Completed'],
    [-1, 'Failed'],
    [9, 'Ended'],
  ])('execution %p', (status, label) => expect(executionLook(status).label).toBe(label));
});

describe('batches', () => {
  const run = async (count: number, stopAfter = Infinity) => {
    const controller = new AbortController();
    const seen: number[] = [];
    const results = await inBatches(
      Array.from({ length: count }, (_, n) => n),
      {
        size: 20,
        signal: controller.signal,
        work: async (batch) => batch.length,
        progress: (done) => {
          seen.push(done);
          if (seen.length >= stopAfter) controller.abort();
        },
      },
    );
    return { results, seen };
  };

  it.each([
    [0, [], []],
    [45, [20, 20, 5], [20, 40, 45]],
  ])('%d items', async (count, results, seen) => {
    expect(await run(count)).toEqual({ results, seen });
  });

  it('stops after the current batch when canceled', async () => {
    expect(await run(100, 2)).toEqual({ results: [20, 20], seen: [20, 40] });
  });
});

describe('the endpoints that the filter offers', () => {
  const workflows = [
    { key: 'k2', title: 'Orders' },
    { key: 'k1', title: '' },
  ];
  const rows = [
    { workflowKey: 'k2', workflowTitle: 'Orders, as they were called' },
    { workflowKey: 'gone', workflowTitle: 'Deleted' },
    { workflowKey: 'untitled', workflowTitle: null },
  ];

  it('include those of workflows and of rows', () => {
    expect(endpointOptions(workflows, rows, '')).toEqual([
      { value: 'gone', label: 'Deleted' },
      { value: 'k1', label: 'k1' },
      { value: 'k2', label: 'Orders' },
      { value: 'untitled', label: 'untitled' },
    ]);
  });

  it.each([
    [' q7x ', ['q7x']],
    ['order', []],
    ['k2', []],
    ['  ', []],
  ])('typing %j adds %j', (typed, also) => {
    const known = endpointOptions(workflows, rows, '').map(({ value }) => value);
    expect(endpointOptions(workflows, rows, typed).map(({ value }) => value)).toEqual([...known, ...also]);
  });
});

describe('an endpoint', () => {
  it.each([
    ['ord', true],
    ['k2', true],
    [' k2 ', true],
    ['k', false],
    ['none', false],
  ])('is found by %j: %j', (typed, found) => {
    expect(matchesSearch({ value: 'k2', label: 'Orders' }, typed)).toBe(found);
  });
});

describe('the message for a failed request', () => {
  const t = (key: string) => key;
  it.each([
    [0, undefined, 'Network Error', 'The server does not answer.'],
    [404, 'delivery_not_found', 'There is none', 'The delivery has been deleted.'],
    [400, 'bad_filter', 'It is bad', 'bad_filter: It is bad'],
    [500, undefined, 'Internal Server Error', 'Internal Server Error'],
  ])('status %j, code %j', (status, code, message, text) => {
    expect(errorText(new DeliveriesError(status, code, message), t)).toBe(text);
  });
});

describe('deleting many', () => {
  it.each([
    [0, []],
    [1, [1]],
    [250, [100, 100, 50]],
  ])('%d are sent in batches of %j', async (count, sizes) => {
    const ids = Array.from({ length: count }, (_, n) => String(n));
    const seen: string[][] = [];
    const request = async ({ params }: { params: { filter: string } }) => {
      const { id } = JSON.parse(params.filter) as { id: { $in: string[] } };
      seen.push(id.$in);
      return { data: { data: { deleted: id.$in.length } } };
    };
    const api = deliveriesApi({ request } as unknown as Parameters<typeof deliveriesApi>[0]);
    expect(await api.destroy(ids)).toEqual({ deleted: count });
    expect(seen.map(({ length }) => length)).toEqual(sizes);
    expect(seen.flat()).toEqual(ids);
  });
});
