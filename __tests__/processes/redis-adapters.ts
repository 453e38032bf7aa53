import { randomUUID } from 'node:crypto';
import type { Application } from '@nocobase/server';
import Redis from 'ioredis';

type PubSub = Parameters<Application['pubSubManager']['setAdapter']>[0];
type Queue = Parameters<Application['eventQueue']['setAdapter']>[0];
type QueueOptions = Parameters<Queue['subscribe']>[1];

const POLL = 100;

/**
 * Gives an application pub/sub, an event queue and locks over Redis, as a cluster has them; `LOCK_ADAPTER_DEFAULT=redis` has to be set.
 * Made for tests: no retries, no dead letters.
 */
export function useRedis(app: Application, url: string): void {
  app.pubSubManager.setAdapter(pubSub(url));
  app.eventQueue.setAdapter(eventQueue(url));
  app.lockManager.registerAdapter('redis', { Adapter: RedisLocks, options: { url } });
}

function pubSub(url: string): PubSub {
  let publisher: Redis | undefined;
  let subscriber: Redis | undefined;
  const handlers = new Map<string, Set<(message: never) => Promise<void>>>();
  return {
    isConnected: () => publisher !== undefined,
    connect: async () => {
      publisher ??= new Redis(url);
      if (subscriber) return;
      subscriber = new Redis(url);
      subscriber.on('message', (channel: string, message: string) => {
        for (const handle of handlers.get(channel) ?? []) void handle(message as never);
      });
    },
    close: async () => {
      publisher?.disconnect();
      subscriber?.disconnect();
      publisher = subscriber = undefined;
      handlers.clear();
    },
    subscribe: async (channel, callback) => {
      const known = handlers.get(channel) ?? new Set();
      handlers.set(channel, known.add(callback));
      await subscriber?.subscribe(channel);
    },
    unsubscribe: async (channel, callback) => handlers.get(channel)?.delete(callback),
    publish: async (channel, message) => publisher?.publish(channel, message),
  };
}

function eventQueue(url: string): Queue {
  let redis: Redis | undefined;
  const subscribed = new Set<string>();
  const consume = async (channel: string, { idle, process }: QueueOptions) => {
    while (redis && subscribed.has(channel)) {
      const message = idle() ? await redis.lpop(channel).catch(() => null) : null;
      if (message) {
        const { content, options } = JSON.parse(message);
        await process(content, { id: randomUUID(), queueOptions: options, signal: AbortSignal.timeout(60_000) }).catch(
          () => undefined,
        );
      } else {
        await new Promise((resolve) => setTimeout(resolve, POLL));
      }
    }
  };
  return {
    isConnected: () => redis !== undefined,
    connect: () => {
      redis ??= new Redis(url);
    },
    close: () => {
      redis?.disconnect();
      redis = undefined;
    },
    subscribe: (channel, options) => {
      if (subscribed.has(channel)) return;
      subscribed.add(channel);
      void consume(channel, options);
    },
    unsubscribe: (channel) => {
      subscribed.delete(channel);
    },
    publish: async (channel, content, options) => {
      await redis?.rpush(channel, JSON.stringify({ content, options }));
    },
  };
}

/** Locks as keys that expire, each holding the name of who has it. */
class RedisLocks {
  private readonly redis: Redis;

  constructor({ url }: { url: string }) {
    this.redis = new Redis(url, { lazyConnect: true });
  }

  async connect(): Promise<void> {
    if (this.redis.status === 'wait') await this.redis.connect();
  }

  async close(): Promise<void> {
    this.redis.disconnect();
  }

  async acquire(key: string, ttl: number): Promise<() => Promise<void>> {
    for (;;) {
      const release = await this.take(key, ttl);
      if (release) return release;
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }

  async runExclusive<T>(key: string, fn: () => Promise<T>, ttl: number): Promise<T> {
    const release = await this.acquire(key, ttl);
    return fn().finally(release);
  }

  async tryAcquire(key: string) {
    const release = await this.take(key, 60_000);
    if (!release) throw new Error('lock is locked');
    return {
      acquire: async () => release,
      release,
      runExclusive: <T>(fn: () => Promise<T>) => fn().finally(release),
    };
  }

  private async take(key: string, ttl: number): Promise<(() => Promise<void>) | undefined> {
    const owner = randomUUID();
    const taken = await this.redis.set(`lock:${key}`, owner, 'PX', ttl, 'NX');
    if (taken !== 'OK') return undefined;
    return async () => {
      const script = "if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end";
      await this.redis.eval(script, 1, `lock:${key}`, owner).catch(() => undefined);
    };
  }
}
