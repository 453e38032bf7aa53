import type { FuzzRequest } from './FuzzRequest';
import type { Random } from './Random';

/**
 * Puts a request on the wire as HTTP wants it: with a length, or in chunks.
 * @param body framed already; default: with a length, or in chunks
 */
export function frame(request: FuzzRequest, random: Random): Buffer {
  const { method, body } = request;
  if (!body.length && ['GET', 'HEAD', 'OPTIONS'].includes(method)) return join(request, [], body);
  if (random.chance(0.7)) return join(request, [['Content-Length', String(body.length)]], body);
  return join(request, [['Transfer-Encoding', 'chunked']], chunked(body, random));
}

/** Puts it on the wire as no honest sender does. What the server makes of it is its own thing, if only it ends. */
export function frameBadly(request: FuzzRequest, random: Random): Buffer {
  return random.pick(BAD_FRAMES)(request, random);
}

type Frame = (request: FuzzRequest, random: Random) => Buffer;

const length = (value: string): Frame => {
  return (request) => join(request, [['Content-Length', value]], request.body);
};

const BAD_FRAMES: readonly Frame[] = [
  (request, random) => length(String(random.below(request.body.length + 1)))(request, random),
  (request, random) => length(String(request.body.length + 1 + random.below(500)))(request, random),
  length('-1'),
  length('0x10'),
  length('1e3'),
  length('99999999999999999999'),
  length('4294967296'),
  length(' '),
  length('1, 1'),
  (request) =>
    join(
      request,
      [
        ['Content-Length', '3'],
        ['Content-Length', '4'],
      ],
      request.body,
    ),
  (request, random) =>
    join(
      request,
      [
        ['Content-Length', String(request.body.length)],
        ['Transfer-Encoding', 'chunked'],
      ],
      chunked(request.body, random),
    ),
  (request, random) => join(request, [['Transfer-Encoding', 'gzip, chunked']], chunked(request.body, random)),
  (request) => join(request, [['Transfer-Encoding', 'identity']], request.body),
  (request) => join(request, [['Transfer-Encoding', 'chunked']], request.body),
  (request) => join(request, [['Transfer-Encoding', 'chunked']], Buffer.from('zz\r\nabc\r\n0\r\n\r\n')),
  (request) => join(request, [['Transfer-Encoding', 'chunked']], Buffer.from('fffffffffffffffff\r\nabc')),
  (request) => join(request, [['Transfer-Encoding', 'chunked']], Buffer.from(`5;${'x'.repeat(20_000)}\r\nabcde`)),
  (request) => join(request, [['Transfer-Encoding', 'chunked']], Buffer.from('5\r\nabcdeXX0\r\n\r\n')),
  // In the middle of whatever it is: headers, a chunk, a body.
  (request, random) => {
    const wire = frame(request, random);
    return wire.subarray(0, random.below(wire.length));
  },
  (request, random) => {
    const wire = Buffer.from(frame(request, random));
    for (let flips = 1 + random.below(6); flips > 0; flips -= 1)
      wire[random.below(wire.length)] ^= 1 << random.below(8);
    return wire;
  },
  (request, random) => Buffer.from(frame(request, random).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
  (request, random) => Buffer.from(frame(request, random).toString('latin1').replace('HTTP/1.1', 'HTTP/9.9'), 'latin1'),
  (request, random) => Buffer.from(frame(request, random).toString('latin1').replace(' HTTP/1.1', ''), 'latin1'),
  (request, random) => frame({ ...request, headers: request.headers.slice(1) }, random),
  (request, random) => frame({ ...request, headers: [...request.headers, ['X-Long', 'x'.repeat(100_000)]] }, random),
  (request, random) => frame({ ...request, headers: [...request.headers, ['X-Fold', 'a\r\n b']] }, random),
  (request, random) => frame({ ...request, headers: [...request.headers, ['X-Nul', 'a\0b']] }, random),
  (request, random) => frame({ ...request, headers: [...request.headers, ['Bad Name', 'x']] }, random),
  (request, random) => frame({ ...request, headers: [...request.headers, ['Expect', 'nonsense']] }, random),
  (request, random) => frame({ ...request, method: random.pick(['post', 'NOPE', 'CONNECT', '', '\0']) }, random),
  (request, random) => frame({ ...request, target: random.pick(['*', 'http://x/y', 'a b', '', '\xff', '//']) }, random),
  (_request, random) => random.bytes(random.below(500)),
  () => Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
];

function join({ method, target, headers }: FuzzRequest, framing: [string, string][], body: Buffer): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...[...headers, ...framing].map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

function chunked(body: Buffer, random: Random): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const piece = body.subarray(at, at + 1 + random.below(2_000));
    const extension = random.chance(0.1) ? ';a=b' : '';
    pieces.push(Buffer.from(`${piece.length.toString(16)}${extension}\r\n`), piece, Buffer.from('\r\n'));
    at += piece.length;
  }
  return Buffer.concat([...pieces, Buffer.from(`0\r\n${random.chance(0.1) ? 'X-Trailer: 1\r\n' : ''}\r\n`)]);
}
