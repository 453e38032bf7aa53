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
});
