import type { Application } from '@nocobase/server';
import { hideSecrets } from './hide-secrets';

/** The part of a request that NocoBase writes into its logs when it is over. */
interface Logged {
  action?: { resourceName?: string; params: { values?: unknown } };
  request: { body?: unknown };
}

/** Resources whose actions can carry a workflow's configuration, at any depth. */
const CARRIERS = /workflow|execution/i;

/**
 * Keeps secrets out of NocoBase's own doors: its request log and audit log hold the values of each action, so those of a workflow are
 * outlined once it has been saved or refused; and the table of stored secrets can be reached through no API.
 */
export function guardSecrets(app: Application): void {
  app.use(
    async function hideSecretsFromLogs(ctx: Logged, next: () => Promise<void>) {
      try {
        await next();
      } finally {
        const { action, request } = ctx;
        if (action && CARRIERS.test(action.resourceName ?? '')) {
          action.params = { ...action.params, values: hideSecrets(action.params.values) };
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
