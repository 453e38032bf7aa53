import zlib from 'node:zlib';
import type { FuzzRequest } from './FuzzRequest';
import { CONTENT_TYPES, HEADERS, METHODS, PATHS, QUERIES, SNIPPETS } from './nasty';
import type { Random } from './Random';

type Mutation = (request: FuzzRequest, random: Random) => void;

const MAX_BODY = 100_000;
const BOMB = zlib.gzipSync(Buffer.alloc(3 * 1024 * 1024));
const ENCODINGS = {
  gzip: zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: (body: Buffer) => zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

/** Changes of what a request says. What comes out is still HTTP, so that the server has to answer it. */
const MUTATIONS: readonly Mutation[] = [
  (request, random) => {
    request.body = Buffer.from(request.body);
    for (let flips = 1 + random.below(8); flips > 0 && request.body.length; flips -= 1) {
      request.body[random.below(request.body.length)] ^= 1 << random.below(8);
    }
  },
  (request, random) => (request.body = request.body.subarray(0, random.below(request.body.length + 1))),
  (request, random) => (request.body = random.bytes(random.below(500))),
  (request, random) => {
    const at = random.below(request.body.length + 1);
    const snippet = Buffer.from(random.pick(SNIPPETS));
    request.body = Buffer.concat([request.body.subarray(0, at), snippet, request.body.subarray(at)]);
  },
  (request, random) => {
    const times = Math.min(1 + random.below(200), Math.floor(MAX_BODY / (request.body.length + 1)));
    request.body = Buffer.concat(Array.from({ length: times }, () => request.body));
  },
  (request, random) => setHeader(request, 'Content-Type', random.pick(CONTENT_TYPES)),
  (request, random) => {
    const encoding = random.pick(['utf16le', 'latin1'] as const);
    request.body = Buffer.from(random.pick(['', '\ufeff']) + request.body.toString('utf8'), encoding);
  },
  (request) => (request.body = Buffer.from(request.body.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')),
  (request, random) => {
    const names = Array.from({ length: 1 + random.below(5) }, () => random.pick(['gzip', 'deflate', 'br'] as const));
    for (const name of names) request.body = ENCODINGS[name](request.body);
    if (random.chance(0.3)) request.body = request.body.subarray(0, random.below(request.body.length));
    setHeader(request, 'Content-Encoding', names.join(random.pick([',', ', ', ' ,'])));
  },
  (request, random) =>
    setHeader(
      request,
      'Content-Encoding',
      random.pick(['gzip', 'br', 'deflate', 'zstd', 'compress', ',,,', 'gzip;q=1', 'utf-8', 'none, binary']),
    ),
  (request) => {
    request.body = BOMB;
    setHeader(request, 'Content-Encoding', 'gzip');
  },
  (request, random) => (request.method = random.pick(METHODS)),
  (request, random) => (request.target += random.pick(QUERIES)),
  (request, random) => {
    const [path, query] = request.target.split('?', 2);
    request.target = `${path}${random.pick(PATHS)}${query ? `?${query}` : ''}`;
  },
  (request, random) => {
    if (request.headers.length > 1) request.headers.splice(1 + random.below(request.headers.length - 1), 1);
  },
  (request, random) => request.headers.push([...random.pick(request.headers.slice(1).concat([['X-A', 'b']]))]),
  (request, random) => request.headers.push([...random.pick(HEADERS)]),
  (request, random) => {
    const header = random.pick(request.headers);
    const at = random.below(header[1].length + 1);
    header[1] = `${header[1].slice(0, at)}${random.pick(['x', ' ', '\t', '\xe9', ',', '"', '='])}${header[1].slice(at)}`;
  },
  (request, random) => {
    for (let count = random.below(60); count > 0; count -= 1)
      request.headers.push([`X-${random.hex(6)}`, random.hex(20)]);
  },
];

/** Breaks a request in one to three ways. */
export function mutate(request: FuzzRequest, random: Random): void {
  for (let count = 1 + random.below(3); count > 0; count -= 1) random.pick(MUTATIONS)(request, random);
}

function setHeader(request: FuzzRequest, name: string, value: string): void {
  request.headers = [...request.headers.filter(([other]) => other !== name), [name, value]];
}
