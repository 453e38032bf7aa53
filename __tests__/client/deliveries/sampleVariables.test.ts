import { parse } from '@nocobase/utils';
import { aliasedFields } from '../../../src/server/endpoint/aliased-fields';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { sampleVariables } from '../../../src/client-v2/deliveries/sampleVariables';
import { withSample } from '../../../src/client-v2/deliveries/withSample';
import { sampleLeaves } from '../../../src/client-v2/shared/sampleLeaves';

const sample = (content: unknown, rest: object = {}) => ({
  headers: {},
  query: {},
  contentType: 'application/json',
  body: {
    kept: true,
    encoding: 'base64' as const,
    content: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64'),
    size: 1,
    digest: null,
  },
  ...rest,
});
const paths = (given: ReturnType<typeof sample>, config?: WebhookConfig) =>
  sampleVariables(given, config).body.map(({ path }) => path);
const signed = (scheme: string): WebhookConfig => ({ verification: { type: 'signature', scheme, secrets: [] } });
const FORM = { contentType: 'application/x-www-form-urlencoded; charset=utf-8' };

describe('the variables of a sample', () => {
  it.each([
    [{ a: 1, b: { c: null, d: [] } }, ['a', 'b.c', 'b.d']],
    [{ items: [{ id: 1 }, { other: 2 }] }, ['items.0.id']],
    [{ 'dotted.name': 1, '': 2, ok: 3 }, ['dotted.name', 'ok']],
    [[1, 2], ['0']],
    ['text', []],
    [{ constructor: 1, __proto__: null }, ['constructor']],
  ])('of the body %j', (body, expected) => {
    expect(paths(sample(body))).toEqual(expected);
  });

  it('of a form', () => {
    expect(paths(sample('a=1&b=2', FORM))).toEqual(['a', 'b']);
    expect(paths(sample('order[id]=1&tags[]=x&tags[]=y&a[b=1', FORM))).toEqual(['order.id', 'tags.0', 'a[b']);
    expect(paths(sample(' {"a":1}', FORM))).toEqual(['a']);
  });

  const payload = sample(`payload=${encodeURIComponent('{"ref":{"id":1}}')}&a=1`, FORM);
  it.each<[string, WebhookConfig, string[]]>([
    ['as GitHub', signed('github'), ['ref.id']],
    ['as Slack, switched off', { ...signed('slack'), payloadField: '' }, ['payload', 'a']],
    ['in the field that is set', { payloadField: 'payload' }, ['ref.id']],
    ['of another sender', signed('stripe'), ['payload', 'a']],
    ['in a field that is no JSON', { payloadField: 'a' }, []],
    ['in a field that is not there', { payloadField: 'b' }, ['payload', 'a']],
  ])('of a form with JSON in it, %s', (_name, config, expected) => {
    expect(paths(payload, config)).toEqual(expected);
  });

  it.each<[string, object, WebhookConfig, string[]]>([
    ['with a byte order mark', sample('\uFEFF{"a":1}'), {}, ['a']],
    ['of lines', sample('{"a":1}\n{"a":2}\n', { contentType: 'application/x-ndjson' }), {}, ['0.a']],
    ['of an event', sample({ id: 1, data: { a: 1 } }, { contentType: 'application/cloudevents+json' }), {}, ['a']],
    ['that is encrypted', sample({ encrypt: 'x' }), signed('feishu'), []],
    ['that is encrypted', sample({ Encrypt: 'x' }), signed('wecom'), []],
    ['that is not encrypted', sample({ event: 'x' }), signed('feishu'), ['event']],
    ['that only looks encrypted', sample({ encrypt: 'x' }), signed('github'), ['encrypt']],
    ['that is read as text', sample({ a: 1 }), { format: 'text' }, []],
    ['that is read as JSON', sample({ a: 1 }, FORM), { format: 'json' }, ['a']],
  ])('of a body %s', (_name, given, config, expected) => {
    expect(paths(given as ReturnType<typeof sample>, config)).toEqual(expected);
  });

  it('of headers by lower-case name, of a query nested by the brackets of its names', () => {
    const query = { 'filter[status]': '1', 'id[]': ['1', '2'], page: '1' };
    const { headers, query: found } = sampleVariables(sample({}, { headers: { 'X-Event': 'a' }, query }));
    expect(headers).toEqual([{ path: 'x-event' }]);
    expect(found).toEqual([{ path: 'filter.status' }, { path: 'id.0' }, { path: 'page' }]);
  });

  it('of headers and query, without transport headers', () => {
    const { headers, query } = sampleVariables(
      sample({}, { headers: { host: 'x', 'x-forwarded-for': '1', 'x-event': 'a' }, query: { 'a[b]': '1' } }),
    );
    expect(headers).toEqual([{ path: 'x-event' }]);
    expect(query).toEqual([{ path: 'a.b' }]);
  });

  it('is limited', () => {
    expect(paths(sample(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n]))))).toHaveLength(200);
    let deep: unknown = 1;
    for (let depth = 0; depth < 50; depth += 1) deep = { d: deep };
    expect(paths(sample(deep))[0].split('.')).toHaveLength(10);
  });
});

describe('every leaf of a sample', () => {
  const names = ['a b', 'a-b', 'a+b', 'a,b', 'a@b', 'a/b', 'a(b)', 'a?b', 'a=b', 'a*b', '$a', '_a', '7', 'constructor'];
  const bad = ['a.b', 'a:b', 'a[b]', 'a{b', 'a}b', 'größe', '订单', 'a"b', "a'b", 'a#b', ' a', 'a ', ''];
  const sampled = {
    list: [{ id: 1 }, null],
    ...Object.fromEntries([...names, ...bad].map((name) => [name, { [name]: 'found' }])),
  };

  it('is valid in a NocoBase template, or has an alias', () => {
    const all = sampleLeaves(sampled);
    const leaves = all.filter(({ alias }) => !alias).map(({ path }) => path);
    expect(new Set(leaves)).toEqual(new Set(['list.0.id', ...names.map((name) => `${name}.${name}`)]));
    for (const path of leaves) {
      const value: unknown = parse(`{{$context.data.${path}}}`)({ $context: { data: sampled } });
      expect([path, value]).toEqual([path, path === 'list.0.id' ? 1 : 'found']);
    }
    const named = all.filter(({ alias }) => alias);
    expect(named.map(({ path }) => path)).toEqual(bad.filter(Boolean).map((name) => `${name}.${name}`));
    expect(new Set(named.map(({ alias }) => alias)).size).toBe(named.length);
    for (const { path, alias } of named) {
      expect(alias).toMatch(/^[A-Za-z_]\w*$/);
      const fields = aliasedFields({ body: [{ path, alias }] })({ data: sampled, headers: {}, query: {} });
      expect([path, parse(`{{$context.fields.${alias}}}`)({ $context: { fields } })]).toEqual([path, 'found']);
    }
  });

  it('is short enough to be saved', () => {
    expect(sampleLeaves({ ['x'.repeat(513)]: 1, ['x'.repeat(512)]: 1 })).toEqual([{ path: 'x'.repeat(512) }]);
  });

  it('is a whole object if none of its members has a name', () => {
    expect(sampleLeaves({ a: { '': 1 } })).toEqual([{ path: 'a' }]);
  });

  it('has an alias where two of them have the same path', () => {
    const twice = { host: { name: 1 }, 'host.name': 2 };
    expect(sampleLeaves(twice)).toEqual([{ path: 'host.name', alias: 'host_name' }]);
    expect(sampleLeaves(Object.fromEntries(Object.entries(twice).reverse()))).toEqual(sampleLeaves(twice));
  });
});

describe('a configuration with a sample', () => {
  const variables = {
    headers: [{ path: 'X-Event', alias: 'Event' }],
    query: [{ path: 'page' }],
    body: [{ path: 'order.id', alias: 'Order' }, { path: 'by.hand' }],
  };

  it('keeps its own variables and adds missing ones', () => {
    const given = sample(
      { order: { id: 1, total: 2 } },
      { headers: { 'x-event': '1', 'x-id': '2' }, query: { page: '1', size: '2' } },
    );
    expect(withSample({ variables }, given)).toEqual({
      variables: {
        headers: [{ path: 'x-event', alias: 'Event' }, { path: 'x-id' }],
        query: [{ path: 'page' }, { path: 'size' }],
        body: [...variables.body, { path: 'order.total' }],
      },
      unread: false,
    });
  });

  it('has aliases that no other variable has', () => {
    const given = sample({ 'a.b': 1, 'a:b': 2, 姓名: 3 }, { headers: { 'x.y': '1' }, query: { 'a.b': '1' } });
    const config = { variables: { query: [{ path: 'page', alias: 'a_b' }], headers: [{ path: 'q', alias: 'field' }] } };
    expect(withSample(config, given).variables).toEqual({
      headers: [...config.variables.headers, { path: 'x.y', alias: 'x_y' }],
      query: [...config.variables.query, { path: 'a.b', alias: 'a_b_2' }],
      body: [
        { path: 'a.b', alias: 'a_b_3' },
        { path: 'a:b', alias: 'a_b_4' },
        { path: '姓名', alias: 'field_2' },
      ],
    });
  });

  it.each([
    ['XML', sample('<a>1</a>', { contentType: 'text/xml' })],
    [
      'a body that was not kept',
      { ...sample(''), body: { ...sample('').body, kept: false, content: null, size: null } },
    ],
    ['a text', sample('hello', { contentType: 'text/plain' })],
    ['bytes', { ...sample(''), body: { ...sample('').body, content: '/w==' } }],
  ])('keeps all of the body at %s, and says so', (_name, given) => {
    const { variables: merged, unread } = withSample({ variables }, given);
    expect(merged.body).toEqual(variables.body);
    expect(unread).toBe(true);
  });

  it('does not complain about a request without a body', () => {
    const given = sample('');
    expect(withSample({}, { ...given, body: { ...given.body, size: 0 } })).toEqual({
      variables: { headers: [], query: [], body: [] },
      unread: false,
    });
  });
});
