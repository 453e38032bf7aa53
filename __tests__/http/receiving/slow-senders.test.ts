import net, { type AddressInfo } from 'node:net';
import { startApp, type TestApp } from '../../helpers/start-app';

const SECONDS = 8;

describe('the pace of senders', () => {
  let test: TestApp;
  beforeAll(async () => (test = await startApp()));
  afterAll(() => test.stop());

  /** Sends so many bytes a second, and ends the body after eight seconds. */
  function send(path: string, rate: number): Promise<{ answer: string; seconds: number }> {
    const began = performance.now();
    return new Promise((resolve) => {
      const socket = net.connect((test.server.address() as AddressInfo).port, '127.0.0.1');
      let answer = '';
      let ticks = 0;
      const pace = setInterval(() => {
        ticks += 1;
        const last = ticks === SECONDS;
        if (socket.writable) socket.write('x'.repeat(last ? SECONDS * 1_000 - (SECONDS - 1) * rate : rate));
        if (last) clearInterval(pace);
      }, 1_000);
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${SECONDS * 1_000}\r\nConnection: close\r\n\r\n`,
      );
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(pace);
        resolve({ answer, seconds: (performance.now() - began) / 1_000 });
      });
    });
  }

  it('below 128 bytes a second they are cut off after five seconds, with 408; faster ones get their time', async () => {
    const workflow = await test.createWorkflow({ enabled: true });
    const path = `/api/webhooks/${workflow.key}`;
    const [crawling, slow, steady] = await Promise.all([send(path, 1), send(path, 100), send(path, 400)]);
    for (const { answer, seconds } of [crawling, slow]) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toMatch(/\r\nconnection: close\r\n/i);
      expect(answer).toContain('"code":"body_timeout"');
      expect(seconds).toBeGreaterThan(4.5);
      expect(seconds).toBeLessThan(SECONDS);
    }
    expect(steady.answer).toMatch(/^HTTP\/1\.1 200 /);
    const ran = await test.until(async () => {
      const executions = await test.executions(workflow);
      return executions.length > 0 && executions;
    });
    expect(ran).toHaveLength(1);
  });
});
