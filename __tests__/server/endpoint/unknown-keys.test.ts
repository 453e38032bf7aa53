import { configProblems } from '../../../src/server/endpoint/config-problems';

const custom = { signature: { from: 'header', name: 'X' }, algorithm: 'hmac-sha256' };
const signed = { type: 'signature', secrets: ['only-for-tests'] };

describe('keys that a configuration does not know', () => {
  it.each<[object, string, string | undefined]>([
    [{ verfication: {} }, 'verfication', 'verification'],
    [{ ratelimit: {} }, 'ratelimit', 'rateLimit'],
    [{ Verification: {} }, 'Verification', 'verification'],
    [{ method: ['GET'] }, 'method', 'methods'],
    [{ whatever: 1 }, 'whatever', undefined],
    [{ whatever: null }, 'whatever', undefined],
    [{ verification: { type: 'bearer', tokens: ['a'], tokn: ['b'] } }, 'verification.tokn', 'tokens'],
    [{ verification: { type: 'bearer', tokens: ['a'], password: 'b' } }, 'verification.password', undefined],
    [{ verification: { type: 'none', tokens: ['a'] } }, 'verification.tokens', undefined],
    [{ verification: { ...signed, scheme: 'github', secret: 'a' } }, 'verification.secret', 'secrets'],
    [
      { verification: { ...signed, scheme: 'github', options: { publicUrl: 'https://a.example' } } },
      'verification.options.publicUrl',
      undefined,
    ],
    [
      { verification: { ...signed, scheme: 'twilio', options: { publicURL: 'https://a.example' } } },
      'verification.options.publicURL',
      'publicUrl',
    ],
    [
      { verification: { ...signed, scheme: 'custom', custom: { ...custom, prefx: 'a' } } },
      'verification.custom.prefx',
      'prefix',
    ],
    [
      {
        verification: {
          ...signed,
          scheme: 'custom',
          custom: { ...custom, signature: { ...custom.signature, nam: 'a' } },
        },
      },
      'verification.custom.signature.nam',
      'name',
    ],
    [{ response: { statusCode: 200 } }, 'response.statusCode', undefined],
    [{ response: { stauts: 200 } }, 'response.stauts', 'status'],
    [
      { failureResponse: { headers: [{ name: 'A', value: 'b', valeu: 'c' }] } },
      'failureResponse.headers.0.valeu',
      'value',
    ],
    [{ timeoutResponse: { boddy: 'a' } }, 'timeoutResponse.boddy', 'body'],
    [{ formResponse: { type: 'page', titel: 'a' } }, 'formResponse.titel', 'title'],
    [{ cors: { origins: ['*'], orgins: ['*'] } }, 'cors.orgins', 'origins'],
    [{ rateLimit: { requests: 1, seconds: 1, second: 1 } }, 'rateLimit.second', 'seconds'],
    [{ deduplication: { source: 'header', key: 'X', sources: 'a' } }, 'deduplication.sources', 'source'],
    [{ files: { storge: 'a' } }, 'files.storge', 'storage'],
    [{ variables: { bodies: [] } }, 'variables.bodies', undefined],
    [{ variables: { body: [{ path: 'a', alais: 'b' }] } }, 'variables.body.0.alais', 'alias'],
    [{ constructor: 1 }, 'constructor', undefined],
    // Near, but not known there either, or not near enough.
    [{ verification: { type: 'basic', username: 'a', password: 'b', token: 'c' } }, 'verification.token', undefined],
    [
      { verification: { ...signed, scheme: 'github', options: { publicURL: 'https://a.example' } } },
      'verification.options.publicURL',
      undefined,
    ],
    [{ auth: {} }, 'auth', undefined],
    [JSON.parse('{"__proto__":{}}') as object, '__proto__', undefined],
    [JSON.parse('{"response":{"headers":[{"__proto__":{}}]}}') as object, 'response.headers.0.__proto__', undefined],
  ])('%j: %s is refused, and %s is suggested', (config, path, suggestion) => {
    const problems = configProblems(config);
    expect(problems).toContainEqual(
      expect.objectContaining({ path, key: suggestion ? 'object.unknown.near' : 'object.unknown' }),
    );
    expect(problems.find((problem) => problem.path === path)?.params.suggestion).toBe(suggestion);
  });

  it('of a name without end cost nothing', () => {
    const [problem] = configProblems({ ['x'.repeat(100_000)]: 1 });
    expect(problem.params.suggestion).toBeUndefined();
  });

  it('in any number are all named, at little cost', () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`verificatio${index}`, 1]));
    const start = process.cpuUsage();
    expect(configProblems(many)).toHaveLength(20_000);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3_000);
  });

  it.each([[null], [undefined], [[]], ['{"verification":{"type":"none"}}'], ['bearer'], [7], [true]])(
    '%j is no configuration',
    (config) => {
      expect(configProblems(config)).toMatchObject([{ path: 'config', key: 'object.base' }]);
    },
  );

  it.each([[{}], [[]], ['bearer'], [{ type: 'unknown' }], [{ type: null }], [false]])(
    '%j is no verification',
    (verification) => {
      expect(configProblems({ verification }).map(({ path }) => path.split('.')[0])).toContain('verification');
    },
  );
});
