import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readable } from '../__tests__/helpers/readable';
import { incomingRequest, type VectorFile } from '../__tests__/helpers/vectors';
import { compileEndpoint } from '../src/server/endpoint/compile';
import { median } from './median';

const VECTORS = path.resolve(__dirname, '../__tests__/vectors');
const MIB = 1024 * 1024;
const SIZES = [1, 16];
// The large ones take long, and differ less.
const ROUNDS: Readonly<Record<number, number>> = { 1: 3, 16: 1 };
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=b';
const PART = '--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n';

/** Bodies that cost a reader more than their bytes. */
const SHAPES: readonly (readonly [name: string, type: string, make: (bytes: number) => string])[] = [
  ['escapes', FORM, (bytes) => `a=${'%41'.repeat(bytes / 3 - 1)}`],
  ['blanks of a form', FORM, (bytes) => `a=${'+'.repeat(bytes - 2)}`],
  ['fields', FORM, (bytes) => 'a&'.repeat(bytes / 2)],
  ['brackets of names', FORM, (bytes) => `a${'[b]'.repeat(20)}=1&`.repeat(bytes / 64)],
  ['open lists', 'application/json', (bytes) => '['.repeat(bytes)],
  ['numbers', 'application/json', (bytes) => `[${'1.0,'.repeat(49_000)}1${' '.repeat(bytes - 196_003)}]`],
  ['one number', 'application/json', (bytes) => `[${'1'.repeat(bytes - 2)}]`],
  ['one text', 'application/json', (bytes) => `{"a":"${'中'.repeat(bytes / 3 - 4)}"}`],
  ['backslashes', 'application/json', (bytes) => `{"a":"${'\\'.repeat(bytes - 8)}"}`],
  ['white space', 'application/json', (bytes) => ' '.repeat(bytes)],
  ['elements', 'text/xml', (bytes) => `<xml>${'<a/>'.repeat(bytes / 4 - 3)}</xml>`],
  ['open elements', 'text/xml', (bytes) => '<a>'.repeat(bytes / 3)],
  ['parts', MULTIPART, (bytes) => `${PART}1\r\n`.repeat(bytes / 58)],
  ['one part', MULTIPART, (bytes) => `${PART}${'x'.repeat(bytes - 70)}\r\n--b--`],
  ['almost delimiters', MULTIPART, (bytes) => `--b\r\n${'\r\n--bb'.repeat(bytes / 6 - 1)}`],
];

/** Prints, for each shape of a body, what the costliest scheme spends before it refuses it: milliseconds, and as a ratio to one HMAC. */
async function main(): Promise<void> {
  const files = fs
    .readdirSync(VECTORS)
    .map((name) => JSON.parse(fs.readFileSync(path.join(VECTORS, name), 'utf8')) as VectorFile);
  for (const size of SIZES) {
    for (const [name, type, make] of SHAPES) {
      const body = Buffer.from(make(size * MIB));
      const rounds = ROUNDS[size];
      const floor = await cost(3, () => createHmac('sha256', 'key').update(body).digest());
      let worst = { scheme: '', time: 0 };
      for (const file of files) {
        const time = await cost(rounds, refusing(file, type, body));
        if (time > worst.time) worst = { scheme: file.scheme, time };
      }
      const ratio = (worst.time / floor).toFixed(1);
      console.log(`${size} MiB, ${name}: ${worst.scheme} ${worst.time.toFixed(0)} ms, ${ratio} HMACs`);
    }
  }
}

/** A genuine request of the scheme whose body somebody has exchanged. */
function refusing(file: VectorFile, type: string, body: Buffer): () => unknown {
  const { secrets, options = {}, tolerance } = file.config;
  const verification = { type: 'signature' as const, scheme: file.scheme, secrets, options, tolerance };
  const endpoint = compileEndpoint({ id: 1, key: 'bench', config: { verification } }, async () => ({
    secrets,
    options,
  }));
  const genuine = file.cases.find(({ expect }) => expect === 'verified')?.request ?? file.cases[0].request;
  const headers = genuine.headers.filter(([header]) => header.toLowerCase() !== 'content-type');
  const sent = { ...genuine, headers: [...headers, ['Content-Type', type] as [string, string]], bodyBase64: '' };
  const incoming = { ...incomingRequest(sent), body };
  return () => {
    const input = { request: readable(incoming, endpoint.body), secrets, options, now: file.now };
    endpoint.handshake?.unsigned?.(input);
    return endpoint.verifier.verify({ ...input, fetchCertificate: async () => '' });
  };
}

/** Milliseconds of this process's time. */
async function cost(rounds: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000);
  }
  return median(times);
}

void main();
