import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { startApp, type TestApp } from '../helpers/start-app';
import { exchange, type Script } from './exchange';
import { frame, frameBadly } from './frame';
import type { Sender } from './FuzzRequest';
import { mutate } from './mutate';
import { problemOf } from './problem-of';
import { Random } from './Random';
import { makeSenders } from './senders';

const COUNT = Number(process.env.FUZZ_REQUESTS ?? 100_000);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 32);
const ROUNDS = 10;
const CONNECTIONS = 8;
const MAX_GROWTH = 24 * 1024 * 1024;
const MAX_PROBLEMS = 20;

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

interface Planned {
  script: Script;
  sender: Sender;
  /** of each sound request, when it is good */
  expected: (number | undefined)[];
}

describe(`${COUNT} requests over raw sockets, seed ${SEED}`, () => {
  const random = new Random(SEED);
  const faults: unknown[] = [];
  const note = (error: unknown) => faults.push(error);
  let test: TestApp;
  let port: number;
  let senders: Sender[];
  const answers = new Map<string, number>();

  beforeAll(async () => {
    process.env.LOGGER_LEVEL = 'info';
    process.stdout.write(`FUZZ_SEED=${SEED} FUZZ_REQUESTS=${COUNT}\n`);
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
    test = await startApp();
    ({ port } = test.server.address() as AddressInfo);
    senders = await makeSenders(test, random);
  });
  afterAll(async () => {
    await test.stop();
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
    const table = [...answers].sort(([a], [b]) => a.localeCompare(b)).map(([name, count]) => `${name}: ${count}`);
    process.stdout.write(`answers: ${table.join(', ')}\n`);
  });

  it('are answered by the table or closed in time, without a fault and without growth, and good ones still work', async () => {
    const problems: string[] = [];
    const used: number[] = [];
    let sent = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const until = Math.floor((COUNT * round) / ROUNDS);
      const connection = async () => {
        while (sent < until && problems.length < MAX_PROBLEMS) {
          const planned = plan();
          sent += planned.script.sound.length + (planned.script.broken ? 1 : 0);
          problems.push(...(await play(planned)));
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, connection));
      await drained();
      for (const sender of senders) problems.push(...(await play(good(sender))));
      await drained();
      used.push(usedMemory());
      process.stdout.write(`${sent} requests, ${Math.round(used[used.length - 1] / 1024)} KiB in use\n`);
    }
    // What was thrown or logged tells why an answer was wrong.
    expect({ faults, logged: loggedFaults(), problems }).toEqual({ faults: [], logged: [], problems: [] });
    // The first rounds warm up caches, of statements and of compiled code.
    const [before, after] = [Math.min(...used.slice(2, 5)), Math.min(...used.slice(-3))];
    expect(after - before).toBeLessThan(MAX_GROWTH);
  });

  function plan(): Planned {
    const sender = random.pick(senders);
    const planned: Planned = { sender, expected: [], script: { sound: [], hangUp: random.chance(0.05) } };
    for (let count = random.below(5); count > 0; count -= 1) {
      const request = sender.make();
      const isGood = random.chance(0.15);
      if (!isGood) mutate(request, random);
      planned.expected.push(isGood ? sender.expected : undefined);
      planned.script.sound.push({ wire: frame(request, random), method: request.method, target: request.target });
      // What follows a request that closes is no request: Node breaks the connection off, also for those before it.
      if (request.headers.some(([name, value]) => name === 'Connection' && value.includes('close'))) return planned;
    }
    if (random.chance(0.5) || !planned.script.sound.length) {
      const request = sender.make();
      if (random.chance(0.3)) mutate(request, random);
      const wire = frameBadly(request, random);
      // It may have become another one.
      planned.script.broken = { wire, method: request.method, target: targetIn(wire) };
    }
    return planned;
  }

  function targetIn(wire: Buffer): string | undefined {
    return /^\S+ (\S+)/.exec(wire.toString('latin1'))?.[1];
  }

  function good(sender: Sender): Planned {
    const request = sender.make();
    const sound = [{ wire: frame(request, random), method: request.method, target: request.target }];
    return { sender, expected: [sender.expected], script: { sound, hangUp: false } };
  }

  async function play({ script, sender, expected }: Planned): Promise<string[]> {
    const { sound } = script;
    const { responses, rest, problem, hung, reset } = await exchange(port, script, random);
    const found = responses.map((response, index) => {
      const name = `${response.status}${response.headers.has('x-webhook-delivery') ? '' : ' before the endpoint'}`;
      answers.set(name, (answers.get(name) ?? 0) + 1);
      return problemOf(response, sound[index] ?? { target: script.broken?.target }, expected[index]);
    });
    const closes = responses.at(-1)?.headers.get('connection') === 'close';
    if (problem) found.push(problem);
    if (hung) found.push('neither answered nor closed');
    if (responses.length < sound.length && !closes && !reset) found.push(`${responses.length} answers, then closed`);
    if (rest.length && !reset && !script.hangUp) found.push('half an answer');
    const wire = () => Buffer.concat([...sound.map((one) => one.wire), script.broken?.wire ?? Buffer.alloc(0)]);
    return found
      .filter((text) => text !== undefined)
      .map((text) => `${sender.name}: ${text} <- ${wire().toString('latin1').slice(0, 1_500)}`);
  }

  /** Everything that was acknowledged has run: nothing of it is in memory any more. */
  async function drained(): Promise<void> {
    const repository = (name: string) => test.app.db.getRepository(name);
    for (;;) {
      const waiting =
        (await repository('webhookDeliveries').count({ filter: { state: ['recorded', 'claimed', 'running'] } })) +
        (await repository('executions').count({ filter: { $or: [{ status: null }, { status: 0 }] } }));
      if (!waiting) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  function usedMemory(): number {
    collectGarbage();
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }

  function loggedFaults(): string[] {
    const folder = process.env.LOGGER_BASE_PATH as string;
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
    const lines = files
      .filter((file) => fs.statSync(file).isFile())
      .flatMap((file) => fs.readFileSync(file, 'utf8').split('\n'));
    return [
      ...new Set(
        lines.filter((line) =>
          /delivery \S+ (failed|could not be stored)|refused: unavailable|no delivery is taken/.test(line),
        ),
      ),
    ].slice(0, MAX_PROBLEMS);
  }
});
