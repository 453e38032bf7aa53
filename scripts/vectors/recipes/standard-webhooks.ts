import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { ed25519PublicKey, ed25519Sign } from '../ed25519';
import { makeCase } from '../make-case';
import type { HeaderList, Variant, Suite } from '../Recipe';
import { hmac, isJson, isText } from '../sign';
import { NOW, timeText } from '../timestamps';
import { versionOf } from '../version-of';
import { JSON_TYPE } from './body-hmac';

const STANDARD_SECRETS: [string, string] = [
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  `whsec_${Buffer.from('another secret of thirty-two by!').toString('base64')}`,
];
const keyOf = (secret: string) => Buffer.from(secret.replace('whsec_', ''), 'base64');

/** Standard Webhooks with its three headers called after a prefix. */
function standard(prefix: string, rest: Partial<Variant> & { source: string }): Variant {
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  return {
    secrets: STANDARD_SECRETS,
    headers: [JSON_TYPE, [`${prefix}-id`, id]],
    encoding: 'base64',
    sign: ({ body, secret, timestamp }) => hmac('sha256', keyOf(secret), 'base64', `${id}.${timestamp}.`, body),
    carry: (signature, timestamp) => [
      [`${prefix}-timestamp`, timestamp],
      [`${prefix}-signature`, `v1,${signature}`],
    ],
    carrier: `${prefix}-signature`,
    timestamp: { unit: 's', tolerance: 300, header: `${prefix}-timestamp` },
    identity: { idempotencyKey: id, eventType: 'order.paid' },
    ...rest,
  };
}

/** Lists of signatures, a missing id, another id, and keys that are read wrongly. */
function standardCases(prefix: string, source: string) {
  const body = '{"type":"list"}';
  const at = timeText(NOW, 's');
  const sign = (key: string | Buffer, id = 'msg_1') => hmac('sha256', key, 'base64', `${id}.${at}.${body}`);
  const right = sign(keyOf(STANDARD_SECRETS[0]));
  const wrong = sign('wrong');
  const of = (name: string, expect: 'verified' | 'refused', signature: string, id: string[] = ['msg_1']) =>
    makeCase({
      name,
      expect,
      source,
      body,
      headers: [
        JSON_TYPE,
        ...id.map((value): [string, string] => [`${prefix}-id`, value]),
        [`${prefix}-timestamp`, at],
        [`${prefix}-signature`, signature],
      ],
    });
  return [
    of('several signatures, the last is right', 'verified', `v1,${wrong} v1,${right}`),
    of('several signatures, the first is right', 'verified', `v1,${right} v1,${wrong}`),
    of('an asymmetric signature beside it', 'verified', `v1a,${wrong} v1,${right}`),
    of('the list separated by commas', 'refused', `v1,${wrong},v1,${right}`),
    of('no version', 'refused', right),
    of('another version', 'refused', `v2,${right}`),
    of('the version of asymmetric signatures', 'refused', `v1a,${right}`),
    of('version and equals sign', 'refused', `v1=${right}`),
    of('id missing', 'refused', `v1,${right}`, []),
    of('id empty', 'refused', `v1,${sign(keyOf(STANDARD_SECRETS[0]), '')}`, ['']),
    of('id of another', 'refused', `v1,${right}`, ['msg_2']),
    of('id sent twice', 'refused', `v1,${right}`, ['msg_1', 'msg_1']),
    of('the secret taken as text', 'refused', `v1,${sign(STANDARD_SECRETS[0])}`),
    of('the secret taken as text without its prefix', 'refused', `v1,${sign(STANDARD_SECRETS[0].slice(6))}`),
  ];
}

const standardSource = versionOf('standardwebhooks');
const publicKey = (seed: number) => Buffer.from(ed25519PublicKey(seed), 'hex');
const whpk = (seed: number) => `whpk_${publicKey(seed).toString('base64')}`;
const SPKI = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey(1)]).toString('base64');
const PEM = `-----BEGIN PUBLIC KEY-----\n${SPKI}\n-----END PUBLIC KEY-----\n`;

/** A public key that is configured in each of these forms, under a right signature, or an HMAC that everybody can make with it. */
function publicKeyCases(version: 'v1' | 'v1a', expect: 'verified' | 'refused', secrets: Record<string, string>) {
  const at = timeText(NOW, 's');
  const content = `msg_1.${at}.{}`;
  return Object.entries(secrets).map(([form, secret]) => {
    const key = Buffer.from(secret.replace('whpk_', ''), 'base64');
    const signature =
      version === 'v1'
        ? hmac('sha256', key, 'base64', content)
        : Buffer.from(ed25519Sign(1, Buffer.from(content)), 'hex').toString('base64');
    return {
      ...makeCase({
        name: `a public key as ${form}, ${version === 'v1' ? 'used as the key of an HMAC' : 'of the right private key'}`,
        expect,
        source: standardSource,
        body: '{}',
        headers: [
          ['webhook-id', 'msg_1'],
          ['webhook-timestamp', at],
          ['webhook-signature', `${version},${signature}`],
        ],
      }),
      config: { secrets: [secret] },
    };
  });
}

export const standardwebhooks: Suite = {
  scheme: 'standardwebhooks',
  recipes: [
    standard('webhook', {
      source: standardSource,
      prove: ({ body, headers, secret }) => {
        if (isText(body)) new StandardWebhook(secret).verify(body.toString(), headers, { jsonParse: false });
      },
    }),
    {
      ...standard('webhook', { source: 'standard-webhooks/standard-webhooks, spec/standard-webhooks.md' }),
      label: 'asymmetric',
      secrets: ['1', '2'],
      stranger: '3',
      configured: [whpk(1), whpk(2)],
      sign: ({ body, secret, timestamp }) =>
        Buffer.from(
          ed25519Sign(Number(secret), Buffer.concat([Buffer.from(`msg_p5jXN8AQM9LWM0D4loKWxJek.${timestamp}.`), body])),
          'hex',
        ).toString('base64'),
      carry: (signature, timestamp) => [
        ['webhook-timestamp', timestamp],
        ['webhook-signature', `v1a,${signature}`],
      ],
    },
  ],
  more: [
    ...standardCases('webhook', standardSource),
    ...publicKeyCases('v1', 'refused', { 'whpk_…': whpk(1), SPKI, PEM }),
    ...publicKeyCases('v1a', 'verified', { 'whpk_…': whpk(1), PEM }),
    ...publicKeyCases('v1a', 'refused', { base64: publicKey(1).toString('base64'), hex: ed25519PublicKey(1), SPKI }),
  ],
};

export const gitlab: Suite = {
  scheme: 'gitlab',
  recipes: [
    standard('webhook', {
      source: `${standardSource}; gitlab-org/gitlab, merge request 230944`,
      headers: [
        JSON_TYPE,
        ['X-Gitlab-Event', 'Push Hook'],
        ['webhook-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
        ['Idempotency-Key', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
      ],
      identity: { idempotencyKey: 'msg_p5jXN8AQM9LWM0D4loKWxJek', eventType: 'Push Hook' },
      prove: ({ body, headers, secret }) => {
        if (isText(body)) new StandardWebhook(secret).verify(body.toString(), headers, { jsonParse: false });
      },
    }),
  ],
  more: [
    ...standardCases('webhook', standardSource),
    makeCase({
      name: 'the older token alone',
      expect: 'refused',
      source: 'docs.gitlab.com, "Webhooks"',
      headers: [['X-Gitlab-Token', STANDARD_SECRETS[0]]],
      body: '{}',
    }),
  ],
};

const svixSource = versionOf('svix');
const proveSvix: Variant['prove'] = ({ body, headers, secret }) => {
  if (isJson(body)) new SvixWebhook(secret).verify(body.toString(), headers);
};
export const svix: Suite = {
  scheme: 'svix',
  recipes: [
    standard('svix', { source: svixSource, prove: proveSvix }),
    { ...standard('webhook', { source: svixSource, prove: proveSvix }), label: 'webhook-*' },
  ],
  more: [...standardCases('svix', svixSource), ...mixedSvix()],
};

/** Both sets of headers: the library takes each of the three for itself, the older name first. */
function mixedSvix() {
  const body = '{"type":"mixed"}';
  const at = timeText(NOW, 's');
  const right = `v1,${hmac('sha256', keyOf(STANDARD_SECRETS[0]), 'base64', `msg_1.${at}.${body}`)}`;
  const of = (name: string, expect: 'verified' | 'refused', headers: HeaderList) =>
    makeCase({ name, expect, source: svixSource, body, headers });
  return [
    of('both sets of headers', 'verified', [
      ['svix-id', 'msg_1'],
      ['svix-timestamp', at],
      ['svix-signature', right],
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', at],
      ['webhook-signature', right],
    ]),
    of('names from both sets', 'verified', [
      ['svix-id', 'msg_1'],
      ['webhook-timestamp', at],
      ['webhook-signature', right],
    ]),
    of('right in the newer set, wrong in the older', 'refused', [
      ['svix-id', 'msg_1'],
      ['svix-timestamp', at],
      ['svix-signature', `v1,${hmac('sha256', 'x', 'base64', body)}`],
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', at],
      ['webhook-signature', right],
    ]),
  ];
}
