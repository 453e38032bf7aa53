import net, { type AddressInfo } from 'node:net';
import v8 from 'node:v8';
import vm from 'node:vm';
import { startApp, type TestApp } from '../../helpers/start-app';

const MIB = 1024 * 1024;
v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;
/** What is held, and not what has not been cleared away yet. */
const usedMemory = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const BODY = Buffer.from(JSON.stringify({ text: 'x'.repeat(1_000_000) }));

describe('the memory for bodies', () => {
  let test: TestApp;
  beforeAll(async () => {
    process.env.WEBHOOK_BODY_MEMORY = String(16 * MIB);
    test = await startApp();
  });
  afterAll(async () => {
    delete process.env.WEBHOOK_BODY_MEMORY;
    await test.stop();
  });

  /** Sends requests one behind the other over one connection, and breaks it off after some milliseconds. */
  const hangUp = (path: string, requests: string[], after: number) =>
    new Promise<void>((resolve) => {
      const socket = net.connect((test.server.address() as AddressInfo).port, '127.0.0.1', () => {
        const heads = requests.map(
          (extra) => `POST ${path} HTTP/1.1\r\nHost: x\r\n${extra}Content-Length: ${BODY.length}\r\n\r\n`,
        );
        socket.write(Buffer.concat(heads.flatMap((head) => [Buffer.from(head), BODY])));
        setTimeout(() => socket.destroy(), after);
      });
      socket.resume();
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });

  it.each([
    ['hangs up after one request', ['']],
    ['hangs up after several behind one another', ['', '', '', '']],
    ['sends more after a request whose answer closes', ['Content-Encoding: nonsense\r\n', '', '', '']],
    ['is refused after others', ['', '', '', 'Content-Encoding: nonsense\r\n']],
  ])('is given back to a sender that %s', async (_name, requests) => {
    const { key } = await test.createWorkflow({ enabled: true });
    const path = `/api/webhooks/${key}`;
    for (let round = 0; round < 12; round += 1) await hangUp(path, requests, 10 * (round % 10));
    const headers = { 'Content-Type': 'application/json' };
    const send = () => fetch(`${test.url}${path}`, { method: 'POST', headers, body: new Uint8Array(BODY) });
    // What the server has in hand of the last connection comes to its end first. What is lost would never come back.
    await test.until(async () => {
      const responses = await Promise.all(Array.from({ length: 10 }, send));
      return responses.every(({ status }) => status === 200);
    }, 20_000);
  });

  it('counts what a body of one-byte pieces takes', async () => {
    const { key } = await test.createWorkflow({ enabled: true });
    const { port } = test.server.address() as AddressInfo;
    const before = usedMemory();
    const head = `POST /api/webhooks/${key} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const senders = Array.from({ length: 4 }, () => net.connect(port, '127.0.0.1'));
    // None is ever ended: all of it stays in the server.
    await Promise.all(
      senders.map(
        (socket) => new Promise<void>((resolve) => socket.write(head + '1\r\na\r\n'.repeat(400_000), () => resolve())),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const used = usedMemory() - before;
    senders.forEach((socket) => socket.destroy());
    // 1.6 million pieces; kept one by one they were hundreds of MiB.
    expect(used).toBeLessThan(100 * MIB);
  });
});
