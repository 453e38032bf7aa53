import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodyMemory } from '../src/server/receive/BodyMemory';
import { readBody } from '../src/server/receive/read-body';
import { median } from './median';

const SIZES = [0, 1_000, 100_000, 1_000_000];
const ROUNDS = 7;
const AT_ONCE = 16;
const limits = {
  maxBodySize: 16 * 1024 * 1024,
  bodyTimeout: 30_000,
  minBodyRate: 128,
  memory: new BodyMemory(2 ** 28),
};

type Reader = (request: http.IncomingMessage) => Promise<unknown>;

const readers: Record<'floor' | 'ours', Reader> = {
  // Reads the body and keeps nothing of it.
  floor: (request) => new Promise((resolve) => request.on('end', resolve).resume()),
  ours: async (request) => {
    const lease = limits.memory.lease();
    await readBody(request, limits, lease).finally(() => lease.release());
  },
};

/** Prints what reading a body costs, as a ratio to a server that only drains it, for several sizes of bodies. */
async function main(): Promise<void> {
  for (const size of SIZES) {
    const requests = Math.min(4_000, Math.ceil(40_000_000 / (size + 10_000)));
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const floor = await time(readers.floor, size, requests);
      ratios.push((await time(readers.ours, size, requests)) / floor);
    }
    console.log(`${size} bytes: ${median(ratios).toFixed(2)} of draining it`);
  }
}

/** Milliseconds of this process's time, sender and server together. */
async function time(read: Reader, size: number, requests: number): Promise<number> {
  const server = http.createServer((request, response) => void read(request).then(() => response.end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const body = Buffer.alloc(size, 'x');
  let left = requests;
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await send({ port, agent, body });
    }),
  );
  const { user, system } = process.cpuUsage(before);
  agent.destroy();
  server.close();
  return (user + system) / 1_000;
}

function send({ port, agent, body }: { port: number; agent: http.Agent; body: Buffer }): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, agent, method: 'POST', headers: { 'content-length': body.length } },
      (response) => response.resume().on('end', resolve),
    );
    request.on('error', reject).end(body);
  });
}

void main();
