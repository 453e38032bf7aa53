import http from 'node:http';
import { performance } from 'node:perf_hooks';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const SENDERS = 32;
const BODY = JSON.stringify({ event: 'order.paid', data: 'x'.repeat(560) });

function post(url: string, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(BODY) };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject).end(BODY);
  });
}

/**
 * Measures for `BENCH_SECONDS` (5) with 32 senders that wait for one answer before they send again.
 * @returns good answers a second
 */
export async function rate(url: string): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: SENDERS });
  const start = performance.now();
  const end = start + SECONDS * 1_000;
  let good = 0;
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (performance.now() < end) if ((await post(url, agent)) === 200) good += 1;
    }),
  );
  agent.destroy();
  return (good * 1_000) / (performance.now() - start);
}
