import type { Application } from '@nocobase/server';
import { NAMESPACE } from '../../common/constants';
import { hideQuery } from './hide-query';
import { hideSecrets } from './hide-secrets';
import { maskAnswer } from './mask-answer';

/** The part of a request that NocoBase writes into its logs when it begins and when it is over. */
interface Logged {
  action?: { resourceName?: string; params: Record<string, unknown> };
  request: { body?: unknown };
  body?: unknown;
  /** path and query */
  url: string;
  path: string;
  state: Record<string, unknown>;
  t: (key: string, options: object) => string;
}

type Next = () => Promise<void>;

/** Resources whose actions can carry a workflow's configuration, at any depth. */
const CARRIERS = /workflow|execution|flow_node|job|webhook/i;
// Where the URL is kept while the request log has one without what may be a secret.
const URL_AS_SENT = 'webhookUrlAsSent';

/**
 * Keeps secrets out of NocoBase's own doors. Its request log and audit log hold the URL and the values of each action: those that can carry a
 * workflow's configuration are outlined, whether the workflow was saved or refused. An answer holds no password that the commercial plugin has
 * left in a configuration, and no piece of a body that is not JSON. And the table of stored secrets can be reached through no API.
 */
export function guardSecrets(app: Application): void {
  app.use(hideUrl, { tag: 'webhookUrl', before: ['logger', 'i18n', 'errorHandler', 'extractClientIp'] });
  app.use(hideSecretsFromLogs, { tag: 'webhookSecrets', after: ['errorHandler'], before: ['bodyParser'] });
  app.resourceManager.use(async function closeSecrets(ctx, next) {
    if (ctx.action?.resourceName.split('.').includes('webhookSecrets')) ctx.throw(403);
    await next();
  });
}

async function hideUrl(ctx: Logged, next: Next): Promise<void> {
  if (CARRIERS.test(ctx.path)) {
    ctx.state[URL_AS_SENT] = ctx.url;
    ctx.url = hideQuery(ctx.url);
  }
  await next();
}

async function hideSecretsFromLogs(ctx: Logged, next: Next): Promise<void> {
  const shown = ctx.url;
  ctx.url = (ctx.state[URL_AS_SENT] as string | undefined) ?? shown;
  try {
    await next();
    if (isCarrier(ctx)) {
      const masked = maskAnswer(ctx.body);
      if (masked !== ctx.body) ctx.body = masked;
    }
  } catch (error) {
    throw isUnreadable(error) && CARRIERS.test(ctx.path) ? unreadable(ctx) : error;
  } finally {
    const { action, request } = ctx;
    if (action && isCarrier(ctx)) {
      action.params = hideSecrets(action.params) as Record<string, unknown>;
      request.body = hideSecrets(request.body);
    }
    ctx.url = shown;
  }
}

function isCarrier({ action }: Logged): boolean {
  return CARRIERS.test(action?.resourceName ?? '');
}

// The body parser's errors carry the body, and their message a piece of it.
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'body' in error && (error as { status?: unknown }).status === 400;
}

function unreadable({ t }: Logged): Error {
  return Object.assign(new Error(t('server.body.unreadable', { ns: NAMESPACE })), { status: 400, statusCode: 400 });
}
