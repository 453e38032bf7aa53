import type { Application } from '@nocobase/server';
import { hideSecrets } from './hide-secrets';
import { maskAnswer } from './mask-answer';

/** The part of a request that NocoBase writes into its logs when it is over. */
interface Logged {
  action?: { resourceName?: string; params: Record<string, unknown> };
  request: { body?: unknown };
  body?: unknown;
}

/** Resources whose actions can carry a workflow's configuration, at any depth. */
const CARRIERS = /workflow|execution|flow_node|job|webhook/i;

/**
 * Keeps secrets out of NocoBase's own doors. Its request log and audit log hold the values of each action, so those of a workflow are
 * outlined once it has been saved or refused. An answer holds no password that the commercial plugin has left in a configuration. And the table
 * of stored secrets can be reached through no API.
 */
export function guardSecrets(app: Application): void {
  app.use(
    async function hideSecretsFromLogs(ctx: Logged, next: () => Promise<void>) {
      try {
        await next();
        if (isCarrier(ctx)) {
          const masked = maskAnswer(ctx.body);
          if (masked !== ctx.body) ctx.body = masked;
        }
      } finally {
        const { action, request } = ctx;
        if (action && isCarrier(ctx)) {
          action.params = hideSecrets(action.params) as Record<string, unknown>;
          request.body = hideSecrets(request.body);
        }
      }
    },
    { tag: 'webhookSecrets', after: ['errorHandler'], before: ['bodyParser'] },
  );
  app.resourceManager.use(async function closeSecrets(ctx, next) {
    if (ctx.action?.resourceName.split('.').includes('webhookSecrets')) ctx.throw(403);
    await next();
  });
}

function isCarrier({ action }: Logged): boolean {
  return CARRIERS.test(action?.resourceName ?? '');
}
