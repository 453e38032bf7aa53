import { performance } from 'node:perf_hooks';
import { compileEndpoint } from '../src/server/endpoint/compile';
import { EndpointRegistry } from '../src/server/endpoint/registry';

const LOOKUPS = 200_000;
const ROUNDS = 7;

function registryOf(count: number): EndpointRegistry {
  const registry = new EndpointRegistry();
  for (let id = 0; id < count; id += 1) {
    const path = id % 2 ? `shop-${id}/orders/:orderId` : undefined;
    const credentials = async () => ({ secrets: [], options: {} });
    registry.set(compileEndpoint({ id, key: `key${id}`, config: { path } }, credentials));
  }
  return registry;
}

/** Nanoseconds of one lookup: the median of several rounds. */
function lookup(registry: EndpointRegistry, count: number): number {
  const paths = Array.from({ length: 1_000 }, (_, n) => {
    const id = (n * 7919) % count;
    return id % 2 ? `/shop-${id}/orders/${n}` : `/key${id}`;
  });
  registry.find('POST', paths[0]);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (let n = 0; n < LOOKUPS; n += 1) registry.find('POST', paths[n % paths.length]);
    return ((performance.now() - start) / LOOKUPS) * 1e6;
  });
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

const [few, many] = [10, 10_000].map((count) => ({ count, registry: registryOf(count) }));
const floor = lookup(few.registry, few.count);
const measured = lookup(many.registry, many.count);
const start = performance.now();
many.registry.delete(1);
many.registry.find('POST', '/key0');
console.log(`one of 10 endpoints: ${floor.toFixed(0)} ns (floor)`);
console.log(`one of 10,000: ${measured.toFixed(0)} ns, ${(measured / floor).toFixed(2)} times the floor`);
console.log(`first request after a change of 10,000: ${(performance.now() - start).toFixed(0)} ms`);
