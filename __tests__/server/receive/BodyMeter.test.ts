import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { BodyMemory } from '../../../src/server/receive/BodyMemory';
import { BodyMeter, BodyRefused } from '../../../src/server/receive/BodyMeter';
import { ByteBlocks } from '../../../src/server/receive/ByteBlocks';

const PACE = { bodyTimeout: 60_000, minBodyRate: 0 };

/** The events of a request, as Node.js emits them. */
class RequestEvents extends EventEmitter {
  pauses = 0;

  pause(): void {
    this.pauses += 1;
  }
}

function start(memory = 1_000_000, pace = PACE) {
  const request = new RequestEvents();
  const blocks = new ByteBlocks(new BodyMemory(memory).lease(), 1_000_000);
  const meter = new BodyMeter(request as unknown as IncomingMessage, blocks, pace);
  const outcome = getRawBody(meter, { limit: 1_000_000 }).then(
    (body) => body.toString(),
    (error: unknown) => (error instanceof BodyRefused ? error.rejection : error),
  );
  return { request, outcome };
}

describe('BodyMeter', () => {
  it('passes on the bytes that arrived', async () => {
    const { request, outcome } = start();
    for (const chunk of ['he', 'l', 'lo']) request.emit('data', Buffer.from(chunk));
    request.emit('end');
    expect(await outcome).toBe('hello');
  });

  it('is complete at the end of the body, even if the connection closes in the same moment', async () => {
    const { request, outcome } = start();
    request.emit('data', Buffer.from('all'));
    request.emit('end');
    request.emit('close');
    expect(await outcome).toBe('all');
  });

  it.each(['aborted', 'error', 'close'])('refuses a body whose request emits %s first', async (event) => {
    const { request, outcome } = start();
    request.emit('data', Buffer.from('half'));
    request.emit(event, new Error('gone'));
    expect(await outcome).toMatchObject({ rejected: 'body_timeout', reason: 'the sender went away', close: true });
    expect(request.pauses).toBe(1);
    expect(request.eventNames()).toEqual(['error']);
  });

  it('refuses a body that there is no memory for', async () => {
    const { request, outcome } = start(10);
    request.emit('data', Buffer.alloc(11));
    expect(await outcome).toMatchObject({ rejected: 'unavailable', retry: 'busy', close: true });
  });

  it('refuses a body that is not complete in time', async () => {
    const { outcome } = start(1_000, { bodyTimeout: 20, minBodyRate: 0 });
    expect(await outcome).toMatchObject({ rejected: 'body_timeout', reason: 'body not complete after 20 ms' });
  });

  describe('of a sender whose pace is measured', () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] }));
    afterEach(() => jest.useRealTimers());

    /** @param arriving bytes in each second */
    function send(arriving: readonly number[]) {
      const { request, outcome } = start(10_000_000, { bodyTimeout: 60_000, minBodyRate: 100 });
      for (const bytes of arriving) {
        if (bytes) request.emit('data', Buffer.alloc(bytes));
        jest.advanceTimersByTime(1_000);
      }
      request.emit('end');
      return outcome;
    }

    it.each<[string, number[], boolean]>([
      ['a steady pace goes on', Array(30).fill(100) as number[], true],
      ['a pause of a few seconds goes on', [5_000, 0, 0, 0, 1_000, 0, 0, 500], true],
      ['a body that came fast and stopped ends', [500_000, ...(Array(14).fill(0) as number[])], false],
      ['a body that never came ends', Array(6).fill(0) as number[], false],
      [
        'a pace that fades away ends',
        [...(Array(20).fill(1_000) as number[]), ...(Array(12).fill(10) as number[])],
        false,
      ],
    ])('%s', async (_name, arriving, isTaken) => {
      const outcome = await send(arriving);
      if (isTaken) expect(typeof outcome).toBe('string');
      else expect(outcome).toMatchObject({ rejected: 'body_timeout', reason: 'body too slow' });
    });
  });
});
