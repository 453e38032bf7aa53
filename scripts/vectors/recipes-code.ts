import assert from 'node:assert';
import type { Recipe } from './Recipe';
import { hmac, isText } from './sign';
import { versionOf } from './version-of';

/** Code hosting, deployment and monitoring. */
export const codeRecipes: Recipe[] = [
  {
    scheme: 'github',
    secrets: ["It's a Secret to Everybody", 'zweites Geheimnis ☂'],
    source: versionOf('@octokit/webhooks-methods'),
    headers: [
      ['Content-Type', 'application/json'],
      ['X-GitHub-Event', 'push'],
      ['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab-4c9367dc0958'],
    ],
    encoding: 'hex',
    sign: ({ body, secret }) => hmac('sha256', secret, 'hex', body),
    carry: (signature) => [['X-Hub-Signature-256', `sha256=${signature}`]],
    carrier: 'X-Hub-Signature-256',
    identity: { idempotencyKey: '72d3162e-cc78-11e3-81ab-4c9367dc0958', eventType: 'push' },
    async prove({ body, headers, secret }) {
      const { verify } = await import('@octokit/webhooks-methods');
      if (isText(body)) assert(await verify(secret, body.toString(), headers['X-Hub-Signature-256']));
    },
  },
];
