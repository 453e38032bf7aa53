import { compileEndpoint } from '../../../src/server/endpoint/compile';
import { EndpointRegistry } from '../../../src/server/endpoint/registry';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';

const endpoint = (id: number, config: WebhookConfig = {}, key = `key${id}`) =>
  compileEndpoint({ id, key, title: `Workflow ${id}`, config }, async () => ({ secrets: [], options: {} }));

function registryOf(...endpoints: ReturnType<typeof endpoint>[]) {
  const registry = new EndpointRegistry();
  endpoints.forEach((one) => registry.set(one));
  return registry;
}

/** `found`, and the workflow id and parameters where there is an endpoint. */
function look(registry: EndpointRegistry, method: string, path: string) {
  const route = registry.find(method, path);
  return route.found === 'endpoint' ? [route.endpoint.workflowId, { ...route.params }] : route.found;
}

describe('finding an endpoint', () => {
  const registry = registryOf(
    endpoint(1),
    endpoint(2, { path: 'orders/:orderId', methods: ['POST', 'PUT'] }),
    endpoint(3, { path: 'orders/new', methods: ['POST'] }),
    endpoint(4, { path: 'files/*rest', methods: ['GET'] }),
    endpoint(5, { path: 'orders/:id', methods: ['DELETE'] }),
    endpoint(6, { path: '订单/:id' }),
    endpoint(7, { path: 'a/:constructor/:toString' }),
    endpoint(8, { path: 'shop@home/a+b' }),
    endpoint(9, { path: 'shop@home/:id' }),
  );

  it.each([
    ['POST', '/key1', [1, {}]],
    ['POST', '/key1/', [1, {}]],
    ['POST', '/%6Bey1', [1, {}]],
    ['POST', '/orders%2Fnew', 'nothing'],
    ['POST', '/KEY1', 'nothing'],
    ['POST', '/orders/7', [2, { orderId: '7' }]],
    ['PUT', '/orders/new', [2, { orderId: 'new' }]],
    ['POST', '/orders/new', [3, {}]],
    ['DELETE', '/orders/7', [5, { id: '7' }]],
    ['POST', '/orders/a%2Fb', [2, { orderId: 'a/b' }]],
    ['POST', '/orders/%E4%BD%A0', [2, { orderId: '你' }]],
    ['POST', '/orders/a%20b+c', [2, { orderId: 'a b+c' }]],
    ['POST', '/orders/100%', [2, { orderId: '100%' }]],
    ['POST', '/orders/%E4%zz', [2, { orderId: '%E4%zz' }]],
    ['POST', '/orders/', 'nothing'],
    ['POST', '/orders/7/items', 'nothing'],
    ['GET', '/files/a/b.txt', [4, { rest: 'a/b.txt' }]],
    ['HEAD', '/files/a', [4, { rest: 'a' }]],
    ['GET', '/files', 'nothing'],
    ['POST', '/%E8%AE%A2%E5%8D%95/9', [6, { id: '9' }]],
    ['POST', '/a/x/y', [7, { constructor: 'x', toString: 'y' }]],
    ['POST', '/shop@home/a+b', [8, {}]],
    ['POST', '/shop%40home/a%2Bb', [8, {}]],
    ['POST', '/shop%40home/1%2b%3B%2540', [9, { id: '1+;%40' }]],
    ['POST', '/shop%2540home/1', 'nothing'],
    ['GET', '/key1', 'method'],
    ['HEAD', '/key1', 'method'],
    ['TRACE', '/key1', 'method'],
    ['POST', '/', 'nothing'],
    ['POST', '', 'nothing'],
    ['POST', '//key1', 'nothing'],
  ])('%s %s', (method, path, expected) => {
    expect(look(registry, method, path)).toEqual(expected);
  });

  it.each(['/orders/%', '/orders/%E4', '/orders/%zz', '/%', '/orders/%00', `/${'a'.repeat(70_000)}`, '/files/%/x'])(
    'never throws for %.20s',
    (path) => {
      expect(() => registry.find('POST', path)).not.toThrow();
    },
  );

  it('names the allowed methods, HEAD beside GET', () => {
    expect(registry.find('GET', '/orders/new')).toMatchObject({ found: 'method', allow: ['POST', 'PUT', 'DELETE'] });
    expect(registry.find('POST', '/files/x')).toMatchObject({ found: 'method', allow: ['GET', 'HEAD'] });
  });
});

describe('the registry under every order of on and off', () => {
  it('replaces the endpoint when on comes twice', () => {
    const registry = registryOf(endpoint(1, { path: 'old' }));
    registry.set(endpoint(1, { path: 'new' }));
    expect(look(registry, 'POST', '/old')).toBe('nothing');
    expect(look(registry, 'POST', '/new')).toEqual([1, {}]);
  });

  it('keeps the live version when off comes for another one', () => {
    const registry = registryOf(endpoint(2, {}, 'key'));
    registry.delete(1);
    expect(look(registry, 'POST', '/key')).toEqual([2, {}]);
  });

  it.each([
    ['off old, off old, on new', ['off1', 'off1', 'on2']],
    ['on new before off old', ['on2', 'off1']],
    ['off without on', ['off3', 'off1', 'on2']],
  ])('hands the URL to the next version: %s', (_name, steps) => {
    const registry = registryOf(endpoint(1, {}, 'key'));
    for (const step of steps) {
      const id = Number(step.slice(-1));
      if (step.startsWith('on')) registry.set(endpoint(id, {}, 'key'));
      else registry.delete(id);
    }
    expect(look(registry, 'POST', '/key')).toEqual([2, {}]);
  });

  it.each([
    ['a literal', 'x/new', 'x/:id', '/x/new', { id: 'new' }],
    ['a pattern', 'x/:id', '*all', '/x/1', { all: 'x/1' }],
  ])('lets what %s hid take over when that goes', (_name, hiding, hidden, path, params) => {
    const registry = registryOf(endpoint(1, { path: hiding }), endpoint(2, { path: hidden }));
    expect(look(registry, 'POST', path)).toMatchObject([1, {}]);
    registry.delete(1);
    expect(look(registry, 'POST', path)).toEqual([2, params]);
    registry.set(endpoint(1, { path: hiding }));
    expect(look(registry, 'POST', path)).toMatchObject([1, {}]);
  });

  it('takes ids as numbers or as strings', () => {
    const registry = registryOf(endpoint(1));
    registry.delete('1');
    expect(look(registry, 'POST', '/key1')).toBe('nothing');
  });

  it('gives a contested place to nobody until one of the claims is gone', () => {
    const registry = registryOf(endpoint(1, { path: 'x/:a' }), endpoint(2, { path: 'x/:b' }));
    expect(look(registry, 'POST', '/x/1')).toBe('contested');
    registry.delete(1);
    expect(look(registry, 'POST', '/x/1')).toEqual([2, { b: '1' }]);
  });
});
