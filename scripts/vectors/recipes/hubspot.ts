import assert from 'node:assert';
import { ENDPOINT_URL, makeCase } from '../make-case';
import type { HeaderList, ProofRequest, Suite, Variant } from '../Recipe';
import { hmac, isText, plainHash } from '../sign';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';
import { JSON_TYPE, SECRETS } from './body-hmac';

const source = versionOf('@hubspot/api-client');
const BODIES = {
  JSON: '[{"eventId":1,"subscriptionType":"contact.creation"}]',
  unicode: '[{"a":"Ærø 微信 🎉"}]',
  empty: '',
};
const TIME = 'X-HubSpot-Request-Timestamp';

async function prove({ body, headers, secret, method, url }: ProofRequest, signatureVersion: 'v1' | 'v2' | 'v3') {
  const { Signature } = await import('@hubspot/api-client');
  const signature = headers[signatureVersion === 'v3' ? 'X-HubSpot-Signature-v3' : 'X-HubSpot-Signature'];
  const parts = {
    signature,
    clientSecret: secret,
    requestBody: body.toString(),
    url,
    timestamp: Number(headers[TIME]),
  };
  assert(!isText(body) || Signature.isValid({ ...parts, method, signatureVersion }));
}

function version3(rest: Partial<Variant>): Variant {
  return {
    source,
    secrets: SECRETS,
    headers: [JSON_TYPE],
    encoding: 'base64',
    sign: ({ body, secret, timestamp, method, url }) => hmac('sha256', secret, 'base64', method + url, body, timestamp),
    carry: (signature, timestamp): HeaderList => [
      ['X-HubSpot-Signature-v3', signature],
      [TIME, timestamp],
    ],
    carrier: 'X-HubSpot-Signature-v3',
    timestamp: { unit: 'ms', tolerance: 300, header: TIME },
    bodies: BODIES,
    prove: (request) => prove(request, 'v3'),
    ...rest,
  };
}

function older(version: 'v1' | 'v2'): Variant {
  return {
    label: version,
    source,
    secrets: SECRETS,
    headers: [JSON_TYPE, ['X-HubSpot-Signature-Version', version]],
    encoding: 'hex',
    sign: ({ body, secret, method, url }) =>
      plainHash('sha256', 'hex', version === 'v1' ? secret : secret + method + url, body),
    carry: (signature): HeaderList => [['X-HubSpot-Signature', signature]],
    carrier: 'X-HubSpot-Signature',
    bodies: BODIES,
    prove: (request) => prove(request, version),
  };
}

const PUBLIC_URL = 'https://public.example/hooks';
const AT = String(NOW);
const [v1, v2] = [
  plainHash('sha256', 'hex', SECRETS[0], '{}'),
  plainHash('sha256', 'hex', `${SECRETS[0]}POST${ENDPOINT_URL}{}`),
];
const of = (name: string, expect: 'verified' | 'refused', headers: HeaderList, onlyV3?: string) =>
  makeCase({
    name,
    expect,
    source,
    body: '{}',
    headers: [JSON_TYPE, ...headers],
    ...(onlyV3 === undefined ? {} : { config: { secrets: SECRETS, options: { onlyV3 } } }),
  });
const v3: HeaderList = [
  ['X-HubSpot-Signature-v3', hmac('sha256', SECRETS[0], 'base64', `POST${ENDPOINT_URL}{}${AT}`)],
  [TIME, AT],
];

export const hubspot: Suite = {
  scheme: 'hubspot',
  recipes: [
    version3({}),
    version3({ label: 'with a query', url: `${ENDPOINT_URL}?a=1&b=x%20y` }),
    version3({
      label: 'behind a proxy',
      url: `${PUBLIC_URL}?a=1`,
      seenUrl: 'http://127.0.0.1:13000/api/webhooks/vector?a=1',
      options: { publicUrl: PUBLIC_URL },
    }),
    version3({
      label: 'characters that HubSpot decodes before it signs',
      url: `${ENDPOINT_URL}?a=https://x/(1),'2'!*$@;`,
      seenUrl: `${ENDPOINT_URL}?a=https%3A%2F%2Fx%2F%281%29%2C%272%27%21%2A%24%40%3B`,
    }),
    version3({ label: 'only version 3', options: { onlyV3: 'true' } }),
    older('v1'),
    older('v2'),
  ],
  more: [
    of('version 3 beside version 1', 'verified', [
      ...v3,
      ['X-HubSpot-Signature', v1],
      ['X-HubSpot-Signature-Version', 'v1'],
    ]),
    of('version 3 wrong, version 1 right', 'refused', [
      ['X-HubSpot-Signature-v3', Buffer.alloc(32).toString('base64')],
      [TIME, AT],
      ['X-HubSpot-Signature', v1],
      ['X-HubSpot-Signature-Version', 'v1'],
    ]),
    of('version 1 called version 2', 'refused', [
      ['X-HubSpot-Signature', v1],
      ['X-HubSpot-Signature-Version', 'v2'],
    ]),
    of('version 2 called version 1', 'refused', [
      ['X-HubSpot-Signature', v2],
      ['X-HubSpot-Signature-Version', 'v1'],
    ]),
    ...(['v1', 'v2'] as const).flatMap((version) => {
      const older: HeaderList = [
        ['X-HubSpot-Signature', version === 'v1' ? v1 : v2],
        ['X-HubSpot-Signature-Version', version],
      ];
      return [
        of(`version ${version} where only version 3 is wanted`, 'refused', older, 'true'),
        of(`version ${version} where the switch is off`, 'verified', older, 'false'),
      ];
    }),
    of('version 1 that is called version 3', 'refused', [
      ['X-HubSpot-Signature', v1],
      ['X-HubSpot-Signature-Version', 'v3'],
    ]),
    of('version 3 empty, version 1 right', 'refused', [
      ['X-HubSpot-Signature-v3', ''],
      ['X-HubSpot-Signature', v1],
      ['X-HubSpot-Signature-Version', 'v1'],
    ]),
    of('an unknown version', 'refused', [
      ['X-HubSpot-Signature', v1],
      ['X-HubSpot-Signature-Version', 'v0'],
    ]),
  ],
};
