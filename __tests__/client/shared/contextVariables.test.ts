import { contextVariables, leavesOf } from '../../../src/client-v2/shared/contextVariables';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import enUS from '../../../src/locale/en-US.json';

const same = (key: string) => key;

/** All pickable paths of a tree, such as `delivery.id`. */
function paths(config: WebhookConfig): string[] {
  const walk = (options: ReturnType<typeof contextVariables>, prefix: string): string[] =>
    options.flatMap(({ value, children }) => [`${prefix}${value}`, ...walk(children ?? [], `${prefix}${value}.`)]);
  return walk(contextVariables(config, same), '');
}

const DELIVERY = [
  'id',
  'method',
  'path',
  'address',
  'receivedAt',
  'idempotencyKey',
  'eventType',
  'contentType',
  'format',
];

test('an empty configuration offers what every request has', () => {
  expect(paths({})).toEqual([
    'data',
    'headers',
    'files',
    'query',
    'params',
    'delivery',
    ...DELIVERY.map((name) => `delivery.${name}`),
  ]);
});

test.each<[string, WebhookConfig, string[]]>([
  ['parameters of the path', { path: 'orders/:orderId/*rest' }, ['params.orderId', 'params.rest']],
  ['headers by lower-case name', { variables: { headers: [{ path: 'X-GitHub-Event' }] } }, ['headers.x-github-event']],
  ['the raw body when it is kept', { rawBody: true }, ['delivery.rawBody']],
  ['leaves of the body', { variables: { body: [{ path: 'order.items.0.sku' }] } }, ['data.order.items.0.sku']],
  ['leaves of the headers', { variables: { headers: [{ path: 'x-event' }] } }, ['headers.x-event']],
  [
    'a copy of a leaf with an alias',
    { variables: { body: [{ path: '姓名', alias: 'name' }] } },
    ['fields', 'fields.name'],
  ],
  ['leaves of the query', { variables: { query: [{ path: 'filter.a' }] } }, ['query.filter.a']],
])('offers %s', (_name, config, expected) => {
  expect(paths(config)).toEqual(expect.arrayContaining(expected));
  expect(paths({})).not.toEqual(expect.arrayContaining(expected));
});

test('a leaf with an alias, or that templates cannot read, is offered under no path', () => {
  const body = [
    { path: 'host.name', alias: 'host_name' },
    { path: 'größe' },
    { path: 'order.id', alias: 'Order number' },
  ];
  const headers = [{ path: 'X-A', alias: 'a' }];
  const offered = paths({ variables: { body, headers } }).filter((path) => /^(data|headers|fields)\./.test(path));
  expect(offered).toEqual(['data.order', 'data.order.id', 'fields.host_name', 'fields.a']);
});

test('labels are translated texts', () => {
  const labels: string[] = [];
  contextVariables({ rawBody: true, variables: { body: [{ path: 'a', alias: 'a' }] } }, (key) => {
    labels.push(key);
    return key;
  });
  expect(labels).toHaveLength(17);
  labels.forEach((label) => expect(enUS).toHaveProperty([label]));
});

test('the field names of the picker are used', () => {
  const [data] = contextVariables({ variables: { body: [{ path: 'a' }] } }, same, {
    label: 'title',
    value: 'name',
    children: 'items',
  });
  expect(data).toEqual({ key: 'data', name: 'data', title: 'Body', items: [{ key: 'a', name: 'a', title: 'a' }] });
});

test.each([
  ['nothing', undefined, []],
  ['an alias on a leaf', [{ path: 'a', alias: 'A' }], [{ value: 'a', label: 'A', children: [] }]],
  ['empty segments dropped', [{ path: '.a..' }], [{ value: 'a', label: 'a', children: [] }]],
  ['an empty path dropped', [{ path: '' }], []],
  [
    'branches shared',
    [{ path: 'a.b', alias: 'B' }, { path: 'a.c' }],
    [
      {
        value: 'a',
        label: 'a',
        children: [
          { value: 'b', label: 'B', children: [] },
          { value: 'c', label: 'c', children: [] },
        ],
      },
    ],
  ],
  [
    'a branch that is named later',
    [{ path: 'a.b' }, { path: 'a', alias: 'A' }],
    [{ value: 'a', label: 'A', children: [{ value: 'b', label: 'b', children: [] }] }],
  ],
  [
    'names that plain objects have already',
    [{ path: '__proto__.constructor' }],
    [
      {
        value: '__proto__',
        label: '__proto__',
        children: [{ value: 'constructor', label: 'constructor', children: [] }],
      },
    ],
  ],
])('leaves: %s', (_name, variables, leaves) => {
  expect(leavesOf(variables)).toEqual(leaves);
});
