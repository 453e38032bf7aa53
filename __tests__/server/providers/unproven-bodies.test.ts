import { compileEndpoint } from '../../../src/server/endpoint/compile';
import { parseBody } from '../../../src/server/parse/parse-body';
import { bodyReading } from '../../../src/server/receive/body-reading';
import { makeReadingSteps } from '../../../src/server/wiring/make-reading-steps';
import { readSettings } from '../../../src/server/wiring/read-settings';

const headers = new Map([['content-type', ['application/json']]]);
const settings = readSettings({}, { sqlite: true, warn: () => undefined });
const { parseBody: parse } = makeReadingSteps(settings, Date.now);

function endpointOf(scheme: string) {
  const verification = { type: 'signature' as const, scheme, secrets: ['s3cret'] };
  return compileEndpoint({ id: 1, key: 'k', config: { verification } }, async () => ({
    secrets: ['s3cret'],
    options: {},
  }));
}

function read(body: string, unproven: boolean): string {
  const content = Buffer.from(body);
  const parsed = parse({ content, contentType: 'application/json', headers }, endpointOf('linear').body, unproven);
  return 'problem' in parsed ? parsed.reason : 'read';
}

/** What anybody can send is read within tighter limits than what is proven. */
describe('a body before its request is authentic', () => {
  it.each<[string, string, string, string]>([
    ['64 levels', `${'['.repeat(64)}${']'.repeat(64)}`, 'read', 'read'],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'nested too deeply', 'read'],
    ['50,000 values', `[${'0,'.repeat(49_998)}0]`, 'read', 'read'],
    ['more than 50,000 values', `[${'0,'.repeat(50_001)}0]`, 'too many values', 'read'],
    ['numbers that are no JSON', '1 '.repeat(60_000), 'too many values', 'not JSON'],
  ])('of %s', (_name, body, unproven, proven) => {
    expect([read(body, true), read(body, false)]).toEqual([unproven, proven]);
  });

  it('is parsed once, however often it is asked for, and again only where it went over those limits', () => {
    const calls: boolean[] = [];
    const reading = (body: string) =>
      bodyReading((unproven) => {
        calls.push(unproven);
        return parse(
          { content: Buffer.from(body), contentType: 'application/json', headers },
          endpointOf('linear').body,
          unproven,
        );
      });
    const small = reading('{"a":1}');
    expect([small.unproven(), small.unproven(), small.proven()].map((one) => one && 'data' in one && one.data)).toEqual(
      Array(3).fill({ a: 1 }),
    );
    expect(calls.splice(0)).toEqual([true]);
    const deep = reading(`${'['.repeat(65)}${']'.repeat(65)}`);
    expect([deep.unproven(), 'data' in deep.proven()]).toEqual([undefined, true]);
    expect(calls).toEqual([true, false]);
  });

  it('is not read at all by a scheme that needs nothing of it', async () => {
    const endpoint = endpointOf('github');
    const content = () => {
      throw new Error('read');
    };
    const request = { method: 'POST', path: '/', search: '', headers, body: Buffer.from('{}'), content };
    const verdict = await endpoint.verifier.verify({ request, secrets: ['s3cret'], options: {}, now: 0 });
    expect(verdict.verified).toBe(false);
    expect(parseBody({ content: request.body, headers }, endpoint.body)).toMatchObject({ data: {} });
  });
});
