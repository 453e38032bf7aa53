import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { type Server, createServer, request } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { MAX_BODY_CEILING, MAX_TIMEOUT } from '../../../src/server/endpoint/config-schema';
import { compileTrustedProxies } from '../../../src/server/source/client-address';
import { requestOrigin } from '../../../src/server/source/request-origin';

/**
 * A real nginx in front of a plain server. All of 127.0.0.0/8 is this machine, so the sender gets an address of its own there
 * that is not trusted, and so does each proxy.
 */
const SENDER = '127.0.0.77';
const FORGED = '198.51.100.66';
const HOST = 'noco.example.com';
const INNER = '127.0.0.1';
const EDGE = '127.0.0.2';
const clientAddress = compileTrustedProxies(`${INNER}, ${EDGE}`);

let directory: string;
let nginx: ChildProcess | undefined;
let backend: Server | undefined;
let backendPort: number;
let ports: { inner: number; edge: number; sixth: number; named: number; documented: number };
let socketPath: string;

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-nginx-'));
  socketPath = path.join(directory, 'nginx.sock');
  backend = createServer((req, res) => {
    const lines = req.headersDistinct['x-forwarded-for'] ?? [];
    const headers = new Map(Object.entries(req.headersDistinct).map(([name, values]) => [name, values ?? []]));
    const origin = requestOrigin({ headers, encrypted: false, trusted: true });
    res.end(JSON.stringify({ address: clientAddress(req.socket.remoteAddress, lines), lines, origin }));
  });
  backend.on('upgrade', (req, socket) => {
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${req.headers.upgrade}\r\nConnection: Upgrade\r\n\r\nhello`,
    );
  });
  backendPort = await listen(backend);
  ports = {
    inner: await freePort(),
    edge: await freePort(),
    sixth: await freePort(),
    named: await freePort(),
    documented: await freePort(),
  };
  fs.writeFileSync(path.join(directory, 'nginx.conf'), configuration());
  const server = spawn(findNginx(), ['-p', directory, '-c', 'nginx.conf'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  server.stderr.on('data', (chunk) => (complaints += chunk));
  nginx = server;
  await until(
    () => isListening(ports.named),
    () => `nginx does not start: ${complaints}`,
  );
});

afterAll(async () => {
  const running = nginx;
  if (running?.exitCode === null) {
    const exited = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await exited;
  }
  backend?.close();
  fs.rmSync(directory, { recursive: true, force: true });
});

describe('behind nginx', () => {
  test.each<[string, string[]]>([
    ['without the header', []],
    ['with a forged header', [FORGED]],
    ['with a forged header that names the proxy', [`${FORGED}, ${INNER}`]],
    ['with a forged header of two lines', [FORGED, INNER]],
    ['with a forged header that cannot be read', ['<script>,, unknown']],
    ['with an empty header', ['']],
  ])('a call %s comes from the sender', async (_name, forged) => {
    expect(await ask(ports.inner, forged)).toMatchObject({ address: SENDER });
  });

  test.each<[string, string[]]>([
    ['without the header', []],
    ['with a forged header', [FORGED]],
    ['with a forged header that names both proxies', [`${FORGED}, ${EDGE}, ${INNER}`]],
  ])('two deep, a call %s comes from the sender', async (_name, forged) => {
    const answer = await ask(ports.edge, forged);
    expect(answer.address).toBe(SENDER);
    expect(answer.lines.join()).toContain(EDGE);
  });

  test('a header that nginx replaces holds only the sender', async () => {
    expect(await ask(ports.named, [FORGED])).toMatchObject({ address: SENDER, lines: [SENDER] });
  });

  test('IPv6 loopback is the sender when it is not trusted', async () => {
    const answer = await ask(ports.sixth, [FORGED], { host: '::1', localAddress: '::1' });
    expect(answer.address).toBe('::1');
  });

  test('a sender on a unix socket has no address: that of nginx counts, never the forged one', async () => {
    const answer = await ask(0, [FORGED], { socketPath });
    expect(answer).toMatchObject({ address: INNER, lines: [`${FORGED}, unix:`] });
  });
});

test('past nginx, the header of the sender is not believed', async () => {
  expect(await ask(backendPort, [FORGED])).toMatchObject({ address: SENDER, lines: [FORGED] });
});

describe('behind nginx as docs/proxies.md sets it up', () => {
  it('is a configuration that nginx takes', () => {
    const out = execFileSync(findNginx(), ['-t', '-p', directory, '-c', 'nginx.conf'], { stdio: 'pipe' });
    expect(out.toString()).toBe('');
  });

  it.each([
    ['nothing', {}],
    ['a host', { 'X-Forwarded-Host': 'evil.example' }],
    ['a host with a path', { 'X-Forwarded-Host': `${HOST}/api/webhooks/other?` }],
    ['another scheme', { 'X-Forwarded-Proto': 'http' }],
    ['a scheme with a path', { 'X-Forwarded-Proto': `https://${HOST}/api/webhooks/other?` }],
  ])('the URL stays where it is when the sender forwards %s', async (_name, headers) => {
    const answer = await askDocumented({ Host: HOST, 'X-Forwarded-For': FORGED, ...headers });
    expect(answer).toMatchObject({ address: SENDER, origin: `https://${HOST}` });
  });

  it('a WebSocket of NocoBase gets through', async () => {
    const lines = [`GET /ws HTTP/1.1`, `Host: ${HOST}`, 'Connection: Upgrade', 'Upgrade: websocket', '', ''];
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connectTls({ port: ports.documented, host: INNER, rejectUnauthorized: false }, () =>
        socket.write(lines.join('\r\n')),
      );
      socket.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      socket.on('close', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 101 [^]*hello$/);
  });

  it('leaves synchronous endpoints their longest timeout', () => {
    const [, seconds] = /proxy_read_timeout (\d+)s;/.exec(documented()) ?? [];
    expect(Number(seconds) * 1_000).toBeGreaterThan(MAX_TIMEOUT);
    const [, mebibytes] = /client_max_body_size (\d+)m;/.exec(documented()) ?? [];
    expect(Number(mebibytes) * 1024 * 1024).toBeGreaterThanOrEqual(MAX_BODY_CEILING);
  });
});

/** The block of the documentation. */
function documented(): string {
  const page = fs.readFileSync(path.resolve(__dirname, '../../../docs/proxies.md'), 'utf8');
  const [, block] = /```nginx\n([^]*?)```/.exec(page) ?? [];
  return block;
}

/** The same, with the ports and files of this test in place of the reader's. */
function placed(): string {
  const keys = path.resolve(__dirname, '../../../scripts/vectors/keys');
  const changes: [string, string][] = [
    ['listen 443 ssl;', `listen ${INNER}:${ports.documented} ssl;`],
    ['/etc/ssl/noco.example.com.pem', path.join(keys, 'certificate-one.pem')],
    ['/etc/ssl/noco.example.com.key', path.join(keys, 'rsa-one.pem')],
    ['http://127.0.0.1:13000', `http://${INNER}:${backendPort}`],
  ];
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`docs/proxies.md does not say ${from}`);
    return text.replace(from, to);
  }, documented());
}

function askDocumented(headers: Record<string, string>): Promise<Answer> {
  const to = { host: INNER, port: ports.documented, localAddress: SENDER, rejectUnauthorized: false, agent: false };
  return new Promise((resolve, reject) => {
    const sent = https.request({ ...to, headers, timeout: 5000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text)));
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in 5 s')));
    sent.on('error', reject).end();
  });
}

interface Answer {
  address: string;
  origin?: string;
  lines: string[];
}

function ask(
  port: number,
  forged: string[],
  to: { host?: string; localAddress?: string; socketPath?: string } = { host: INNER, localAddress: SENDER },
): Promise<Answer> {
  const headers = forged.length > 0 ? { 'X-Forwarded-For': forged } : {};
  return new Promise((resolve, reject) => {
    const sent = request({ ...to, port, headers, agent: false, timeout: 5000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => {
        try {
          resolve(JSON.parse(text));
        } catch {
          reject(new Error(`${response.statusCode} ${text}`));
        }
      });
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in 5 s')));
    sent.on('error', reject).end();
  });
}

function configuration(): string {
  const pass = (listen: string, to: string, from: string, header = '$proxy_add_x_forwarded_for') => `
    server {
      listen ${listen};
      location / {
        proxy_pass http://${to};
        proxy_bind ${from};
        proxy_set_header X-Forwarded-For ${header};
      }
    }`;
  const toBackend = `${INNER}:${backendPort}`;
  return `
  daemon off;
  master_process off;
  pid nginx.pid;
  error_log stderr warn;
  events { worker_connections 64; }
  http {
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    ${pass(`${INNER}:${ports.inner}`, toBackend, INNER)}
    ${pass(`${INNER}:${ports.edge}`, `${INNER}:${ports.inner}`, EDGE)}
    ${pass(`[::1]:${ports.sixth}`, toBackend, INNER)}
    ${pass(`unix:${socketPath}`, toBackend, INNER)}
    ${pass(`${INNER}:${ports.named}`, toBackend, INNER, '$remote_addr')}
    ${placed()}
  }`;
}

function findNginx(): string {
  try {
    const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;
    return execFileSync('which', ['nginx'], { env: { ...process.env, PATH }, encoding: 'utf8' }).trim();
  } catch {
    throw new Error('nginx is not installed; this test needs it (Debian: apt-get install nginx-light)');
  }
}

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, INNER, resolve));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, INNER, () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

async function until(check: () => Promise<boolean>, complaint: () => string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await check()) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(complaint());
}
