import { endpointUrl, isPrivateHost, trimPath, type EndpointLocation } from '../../../src/client-v2/shared/endpointUrl';

const location: EndpointLocation = { apiUrl: 'https://nb.example.com/api/', app: 'main', key: 'k3y' };

const cases: [string, Partial<EndpointLocation>, string][] = [
  ['the key without a path', {}, 'https://nb.example.com/api/webhooks/k3y'],
  ['the key for an empty path', { path: '' }, 'https://nb.example.com/api/webhooks/k3y'],
  ['the key for slashes only', { path: '//' }, 'https://nb.example.com/api/webhooks/k3y'],
  ['a path instead of the key', { path: 'orders' }, 'https://nb.example.com/api/webhooks/orders'],
  ['parameters as written', { path: 'orders/:id/*rest' }, 'https://nb.example.com/api/webhooks/orders/:id/*rest'],
  ['slashes around the path', { path: '/orders/ ' }, 'https://nb.example.com/api/webhooks/orders'],
  ['letters outside ASCII', { path: '订单' }, 'https://nb.example.com/api/webhooks/%E8%AE%A2%E5%8D%95'],
  ['half a surrogate pair', { path: 'a\uD83D' }, 'https://nb.example.com/api/webhooks/a%EF%BF%BD'],
  ['no trailing slash at the API', { apiUrl: 'https://nb.example.com/api' }, 'https://nb.example.com/api/webhooks/k3y'],
  ['a public path', { apiUrl: 'http://h:13000/nb/api/' }, 'http://h:13000/nb/api/webhooks/k3y'],
  ['another API host', { apiUrl: 'https://api.example.com/' }, 'https://api.example.com/webhooks/k3y'],
  ['no application name', { app: undefined }, 'https://nb.example.com/api/webhooks/k3y'],
  ['a sub-application', { app: 'shop' }, 'https://nb.example.com/api/__app/shop/webhooks/k3y'],
  ['a sub-application with a path', { app: 'shop', path: 'a/b' }, 'https://nb.example.com/api/__app/shop/webhooks/a/b'],
  [
    'an API URL that names the sub-application',
    { app: 'shop', apiUrl: 'https://nb.example.com/api/__app/shop/' },
    'https://nb.example.com/api/__app/shop/webhooks/k3y',
  ],
];

test.each(cases)('the URL has %s', (_name, change, url) => {
  expect(endpointUrl({ ...location, ...change })).toBe(url);
});

test.each([
  ['nothing', undefined, ''],
  ['one slash', '/', ''],
  ['white space', '  a/b ', 'a/b'],
  ['slashes at both ends', '//a/b//', 'a/b'],
  ['alternating slashes and spaces', ' / a/b / ', 'a/b'],
  ['only white space', '  ', ''],
  ['inner slashes kept', 'a//b', 'a//b'],
])('trimPath of %s', (_name, path, trimmed) => {
  expect(trimPath(path)).toBe(trimmed);
});

const hidden = [
  ...['localhost', 'LOCALHOST', 'app.localhost', 'nas', 'nas.local', 'ci.internal', 'router.lan', 'x.home.arpa'],
  ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.1', '192.168.1.5', '169.254.0.1'],
  ...['[::1]', '[::]', '[fd00::1]', '[fc12:1::2]', '[fe80::1]', '[febf::1]'],
];

test.each(hidden)('%s is private', (host) => {
  expect(isPrivateHost(host)).toBe(true);
});

const open = [
  ...['example.com', 'localhost.example.com', 'local.dev', '10.example.com.cn'],
  ...['8.8.8.8', '100.1.2.3', '172.15.0.1', '172.32.0.1', '192.169.0.1', '110.0.0.1'],
  ...['[2001:db8::1]', '[::1234]', '[fec0::1]', '[fb00::1]'],
];

test.each(open)('%s is not private', (host) => {
  expect(isPrivateHost(host)).toBe(false);
});
