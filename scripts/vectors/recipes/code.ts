import assert from 'node:assert';
import { makeCase } from '../make-case';
import type { Signing, Suite } from '../Recipe';
import { hmac, isText } from '../sign';
import { versionOf } from '../version-of';
import { bodyHmac, EVENT, JSON_TYPE, SECRETS } from './body-hmac';
import { forgejo, gitea } from './gitea';
import { netlify } from './netlify';
import { linear } from './linear';
import { trello } from './signed-url';
import { gitlab, standardwebhooks, svix } from './standard-webhooks';

const GITHUB_DELIVERY = '72d3162e-cc78-11e3-81ab-4c9367dc0958';

const github: Suite = {
  scheme: 'github',
  recipes: [
    bodyHmac('X-Hub-Signature-256', {
      prefix: 'sha256=',
      secrets: ["It's a Secret to Everybody", 'zweites Geheimnis ☂'],
      source: versionOf('@octokit/webhooks-methods'),
      headers: [JSON_TYPE, ['X-GitHub-Event', 'push'], ['X-GitHub-Delivery', GITHUB_DELIVERY]],
      identity: { idempotencyKey: GITHUB_DELIVERY, eventType: 'push' },
      async prove({ body, headers, secret }) {
        const { verify } = await import('@octokit/webhooks-methods');
        if (isText(body)) assert(await verify(secret, body.toString(), headers['X-Hub-Signature-256']));
      },
    }),
  ],
  more: [
    makeCase({
      name: 'the example of the documentation',
      expect: 'verified',
      source: 'docs.github.com, "Validating webhook deliveries"',
      headers: [['X-Hub-Signature-256', 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17']],
      body: 'Hello, World!',
    }),
    makeCase({
      name: 'the older signature alone, SHA-1',
      expect: 'refused',
      source: 'docs.github.com',
      headers: [['X-Hub-Signature', `sha1=${hmac('sha1', "It's a Secret to Everybody", 'hex', '{}')}`]],
      body: '{}',
    }),
  ],
};

const bitbucket: Suite = {
  scheme: 'bitbucket',
  recipes: [
    bodyHmac('X-Hub-Signature', {
      prefix: 'sha256=',
      secrets: ["It's a Secret to Everybody", 'zweites Geheimnis ☂'],
      source: 'support.atlassian.com, "Manage webhooks"',
      headers: [JSON_TYPE, ['X-Event-Key', 'repo:push'], ['X-Request-UUID', 'a-uuid']],
      identity: { idempotencyKey: 'a-uuid', eventType: 'repo:push' },
    }),
  ],
  more: [
    makeCase({
      name: 'the example of the documentation',
      expect: 'verified',
      source: 'support.atlassian.com, "Manage webhooks"',
      headers: [['X-Hub-Signature', 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9']],
      body: 'Hello World!',
    }),
    makeCase({
      name: 'SHA-1 in the header of the same name',
      expect: 'refused',
      source: 'docs.github.com',
      headers: [['X-Hub-Signature', `sha1=${hmac('sha1', "It's a Secret to Everybody", 'hex', '{}')}`]],
      body: '{}',
    }),
  ],
};

const jira: Suite = {
  scheme: 'jira',
  recipes: [
    bodyHmac('X-Hub-Signature', {
      prefix: 'sha256=',
      source: 'developer.atlassian.com, "Webhooks", "Secure admin webhooks"',
      headers: [JSON_TYPE, ['X-Atlassian-Webhook-Identifier', 'identifier-1']],
      bodies: { JSON: '{"webhookEvent":"jira:issue_created","timestamp":1}', unicode: '{"a":"Ærø"}', empty: '' },
      identity: { idempotencyKey: 'identifier-1', eventType: 'jira:issue_created' },
    }),
  ],
};

const vercel: Suite = {
  scheme: 'vercel',
  recipes: [bodyHmac('x-vercel-signature', { hash: 'sha1', source: 'vercel.com/docs/webhooks', identity: EVENT })],
  more: [
    makeCase({
      name: 'SHA-256 in place of SHA-1',
      expect: 'refused',
      source: 'vercel.com/docs/webhooks',
      headers: [['x-vercel-signature', hmac('sha256', SECRETS[0], 'hex', '{}')]],
      body: '{}',
    }),
  ],
};

const sentry: Suite = {
  scheme: 'sentry',
  recipes: [
    bodyHmac('Sentry-Hook-Signature', {
      source: 'docs.sentry.io, "Webhooks", "Verifying the signature"',
      headers: [
        JSON_TYPE,
        ['Request-ID', 'request-1'],
        ['Sentry-Hook-Resource', 'issue'],
        ['Sentry-Hook-Timestamp', '1'],
      ],
      identity: { idempotencyKey: 'request-1', eventType: 'issue' },
    }),
  ],
};

const asana: Suite = {
  scheme: 'asana',
  recipes: [
    bodyHmac('X-Hook-Signature', {
      source: 'developers.asana.com, "Webhooks", "Security"',
      bodies: { JSON: '{"events":[{"action":"changed"}]}', unicode: '{"events":[{"a":"Ærø 微信"}]}' },
    }),
  ],
};

const pagerDutySign = ({ body, secret }: Signing) => hmac('sha256', secret, 'hex', body);
const pagerduty: Suite = {
  scheme: 'pagerduty',
  recipes: [
    bodyHmac('X-PagerDuty-Signature', {
      prefix: 'v1=',
      secrets: ['lDQHScfUeXUKaQRNF+8XwiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK', 'second'],
      source: 'PagerDuty/developer-docs, webhooks/04-Signatures.md',
      headers: [JSON_TYPE, ['X-Webhook-Id', 'd2334d4e']],
      bodies: {
        JSON: '{"event":{"id":"1","event_type":"incident.triggered"}}',
        unicode: '{"event":{"title":"火事 🎉"}}',
        'bytes that are no UTF-8': Buffer.from([0xff, 0x00]),
      },
      identity: { idempotencyKey: 'd2334d4e', eventType: 'incident.triggered' },
    }),
  ],
  more: ['v1=WRONG,v1=RIGHT', 'v1=RIGHT,v1=WRONG', 'v0=WRONG,v1=RIGHT'].map((form, index) =>
    makeCase({
      name: `several signatures: ${form}`,
      expect: 'verified',
      source: 'PagerDuty/developer-docs, webhooks/04-Signatures.md',
      headers: [
        [
          'X-PagerDuty-Signature',
          form
            .replace('RIGHT', pagerDutySign({ body: Buffer.from(`{"n":${index}}`), secret: 'second' } as Signing))
            .replace('WRONG', '0'.repeat(64)),
        ],
      ],
      body: `{"n":${index}}`,
    }),
  ),
};

/** Code hosting, deployment and monitoring. */
export const codeSuites: Suite[] = [
  github,
  gitlab,
  gitea,
  forgejo,
  bitbucket,
  standardwebhooks,
  svix,
  vercel,
  sentry,
  pagerduty,
  jira,
  asana,
  linear,
  netlify,
  trello,
];
