import { createHmac } from 'node:crypto';
import { providers } from '../../../src/common/providers';
import type { SignatureScheme } from '../../../src/common/WebhookConfig';
import { verifierOf } from '../../helpers/providers';
import { requestOf } from '../handshake/input';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NOW = 1_700_000_000_000;
const SECONDS = String(NOW / 1000);
const ISO = new Date(NOW).toISOString();

async function accepts(scheme: string, headers: Record<string, string>, body: string) {
  const { verify } = verifierOf({ type: 'signature', scheme, secrets: [SECRET] });
  const request = requestOf({ headers, body });
  return (await verify({ request, secrets: [SECRET], options: {}, now: NOW })).verified;
}

const dotted = (prefix: string) => (id: string, time: string, content: string) => ({
  [`${prefix}-id`]: id,
  [`${prefix}-timestamp`]: time,
  [`${prefix}-signature`]: `v1,${createHmac('sha256', Buffer.alloc(32, 7)).update(content).digest('base64')}`,
});

describe.each([
  ['standardwebhooks', dotted('webhook')],
  ['gitlab', dotted('webhook')],
  ['svix', dotted('svix')],
  ['svix', dotted('webhook')],
])('%s', (scheme, headers) => {
  const body = `{"say":".${SECONDS}.{\\"evil\\":true}`;

  it('takes an id without a dot', async () => {
    expect(await accepts(scheme, headers('msg_1:a/b', SECONDS, `msg_1:a/b.${SECONDS}.${body}`), body)).toBe(true);
  });

  it('takes no piece of a body for the time, however old its signature is', async () => {
    const old = '1600000000';
    const content = `msg_1.${old}.${body}`;
    const [before, after] = body.split(`.${SECONDS}.`);
    expect(await accepts(scheme, headers(`msg_1.${old}.${before}`, SECONDS, content), after)).toBe(false);
  });
});

describe('twitch', () => {
  const headers = (id: string, time: string, content: string) => ({
    'twitch-eventsub-message-id': id,
    'twitch-eventsub-message-timestamp': time,
    'twitch-eventsub-message-signature': `sha256=${createHmac('sha256', SECRET).update(content).digest('hex')}`,
  });
  const body = `{"say":"${ISO}{\\"evil\\":true}`;

  it.each(['befa7b53-d79d-478f-86b9-120f112b044e', 'UZT5jx8Zh2-GT_1k+/w=='])('takes the id %s', async (id) => {
    expect(await accepts('twitch', headers(id, ISO, `${id}${ISO}${body}`), body)).toBe(true);
  });

  it('takes no piece of a body for the time, however old its signature is', async () => {
    const content = `id-12020-01-01T00:00:00Z${body}`;
    const [before, after] = body.split(ISO);
    expect(await accepts('twitch', headers(`id-12020-01-01T00:00:00Z${before}`, ISO, content), after)).toBe(false);
  });
});

test.each(
  providers.flatMap(({ id, signature }) =>
    new Array<SignatureScheme>()
      .concat(signature ?? [])
      .filter(({ signedContent }) => signedContent?.includes('{header.'))
      .map((scheme) => [id, scheme] as const),
  ),
)('%s says which form its signed headers have', (_id, scheme) => {
  expect(scheme).toHaveProperty('headerForm');
});
