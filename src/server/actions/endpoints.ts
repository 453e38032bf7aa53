import type { Context, Next } from '@nocobase/actions';
import { Op } from '@nocobase/database';
import type { Application } from '@nocobase/server';
import type { EndpointRegistry } from '../endpoint/registry';

const NOTICES = 10;

/**
 * Defines what the editor asks of the server, for those who may edit workflows:
 * `webhookEndpoints:get` with `filterByTk` (a workflow's key) tells whether its endpoint can work, or why not, and what a provider
 * handed over in a handshake for a person to use.
 */
export function defineEndpointActions(app: Application, registry: EndpointRegistry): void {
  app.resourceManager.define({
    name: 'webhookEndpoints',
    actions: {
      get: async (ctx: Context, next: Next) => {
        const key = String(ctx.action.params.filterByTk ?? '');
        const endpoint = registry.ofWorkflow(key);
        const credentials = endpoint && !endpoint.misconfigured ? await endpoint.credentials() : undefined;
        const missing = credentials && 'missing' in credentials ? credentials.missing : undefined;
        ctx.body = {
          enabled: Boolean(endpoint),
          problem: endpoint?.misconfigured ?? missing ?? null,
          notices: await notices(app, key),
        };
        await next();
      },
    },
  });
  app.acl.registerSnippet({ name: 'pm.workflow.webhooks', actions: ['webhookEndpoints:*'] });
}

interface NoticeRow {
  receivedAt: Date;
  address: string | null;
  notice: { key: string; value: string } | null;
}

async function notices(app: Application, workflowKey: string) {
  const rows = await app.db.getModel('webhookDeliveries').findAll({
    where: { workflowKey, state: 'handshake', notice: { [Op.ne]: null } },
    order: [['receivedAt', 'DESC']],
    limit: NOTICES,
  });
  const found = rows.map((row) => row.get() as NoticeRow);
  const opened = await Promise.all(
    found.map(async ({ receivedAt, address, notice }) => {
      // With another key than it was encrypted with it can't be opened, and must not hide what is wrong with the endpoint.
      const value = notice && (await app.aesEncryptor.decrypt(notice.value).catch(() => undefined));
      return value ? [{ key: notice.key, value, receivedAt, address }] : [];
    }),
  );
  return opened.flat();
}
