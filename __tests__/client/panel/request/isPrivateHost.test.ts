import { isPrivateHost } from '../../../../src/client-v2/panel/request/isPrivateHost';

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
