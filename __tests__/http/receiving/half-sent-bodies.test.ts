import net, { type AddressInfo } from 'node:net';
import { startApp, type TestApp } from '../../helpers/start-app';

const MIB = 1024 * 1024;
const HOG = '203.0.113.9';
const OTHER = '198.51.100.7';

/** Some senders fill the memory for bodies, stop, and keep their connections. */
describe('bodies that are sent fast and then stop', () => {
  let test: TestApp;
  let sockets: net.Socket[];
  beforeAll(async () => {
    process.env.WEBHOOK_BODY_MEMORY = String(32 * MIB);
    test = await startApp();
    delete process.env.WEBHOOK_BODY_MEMORY;
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    sockets = [];
  });
  afterEach(() => sockets.forEach((socket) => socket.destroy()));

  /** @returns what it is answered */
  const half = async (key: string, from: string) => {
    const socket = net.connect((test.server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(answer.slice(9, 12))));
    const head = `POST /api/webhooks/${key} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${from}\r\nContent-Length: ${8 * MIB}\r\n\r\n`;
    await new Promise<void>((resolve) => {
      socket.write(head);
      socket.write(Buffer.alloc(6 * MIB), () => resolve());
      socket.on('close', () => resolve());
    });
    return closed;
  };
  const send = async (key: string, from: string, bytes: number) => {
    const headers = { 'X-Forwarded-For': from, 'Content-Type': 'text/plain' };
    const response = await fetch(`${test.url}/api/webhooks/${key}`, {
      method: 'POST',
      headers,
      body: 'x'.repeat(bytes),
    });
    return response.status;
  };

  it('keep nobody else out, and lose their memory within seconds', async () => {
    const { key } = await test.createWorkflow({ enabled: true, config: { maxBodySize: 8 * MIB } });
    const hogs = Array.from({ length: 16 }, () => half(key, HOG));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    for (const bytes of [10, 60_000, 3 * MIB]) expect(await send(key, OTHER, bytes)).toBe(200);
    expect(await send(key, HOG, 1_000)).toBe(200);
    const answers = await Promise.all(hogs);
    expect([...new Set(answers)].sort()).toEqual(['408', '503']);
    expect(await send(key, HOG, 7 * MIB)).toBe(200);
  }, 60_000);

  it('from many addresses keep no small body out', async () => {
    const { key } = await test.createWorkflow({ enabled: true, config: { maxBodySize: 8 * MIB } });
    const hogs = Array.from({ length: 16 }, (_, index) => half(key, `203.0.113.${index}`));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await send(key, OTHER, 5 * MIB)).toBe(503);
    for (let round = 0; round < 20; round += 1) expect(await send(key, OTHER, 10_000)).toBe(200);
    sockets.forEach((socket) => socket.destroy());
    await Promise.all(hogs);
  }, 60_000);
});
