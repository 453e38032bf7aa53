import net from 'node:net';
import type { Random } from './Random';
import { readResponses, type ReadResponses } from './read-responses';

/** What is sent over one connection. */
export interface Script {
  /** requests that have to be answered, one after the other; sent without waiting for answers */
  sound: { wire: Buffer; method: string; target: string }[];
  /** then, when those have been answered, something that may not be HTTP */
  broken?: { wire: Buffer; method: string; target?: string };
  /** goes away after that, without saying so */
  hangUp: boolean;
}

/** What came back. `hung`: the server neither answered nor closed in time. `reset`: it closed with bytes of ours unread. */
export interface Exchange extends ReadResponses {
  hung: boolean;
  reset: boolean;
}

const MAX_TIME = 60_000;

/** Sends a script over a connection of its own, in pieces, and reads until the server closes. */
export function exchange(port: number, { sound, broken, hangUp }: Script, random: Random): Promise<Exchange> {
  const methods = [...sound, ...(broken ? [broken] : [])].map(({ method }) => method);
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  const pieces = cut(Buffer.concat(sound.map(({ wire }) => wire)), random);
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    let reset = false;
    let finished = false;
    const end = (hung: boolean) => {
      clearTimeout(limit);
      socket.destroy();
      resolve({ ...readResponses(received, methods, true), hung, reset });
    };
    const limit = setTimeout(() => end(true), MAX_TIME);
    const finish = () => {
      finished = true;
      if (hangUp) socket.write(broken?.wire ?? '', () => socket.destroy());
      else socket.end(broken?.wire ?? '');
    };
    const look = () => {
      if (!finished && readResponses(received, methods, false).responses.length >= sound.length) finish();
    };
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      look();
    });
    socket.on('end', () => socket.end());
    socket.on('error', () => (reset = true));
    socket.on('close', () => end(false));
    socket.on('connect', () => void send(socket, pieces).then(look));
  });
}

function cut(bytes: Buffer, random: Random): Buffer[] {
  const cuts = Array.from({ length: random.below(4) }, () => random.below(bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length));
}

async function send(socket: net.Socket, pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces) {
    if (piece.length && socket.writable) socket.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
