import type { Application } from '@nocobase/server';
import type { AccessContext } from './AccessContext';
import { DELIVERY_FIELDS } from './delivery-fields';

const COLLECTION = 'webhookDeliveries';

/**
 * Offers deliveries to NocoBase's own blocks and charts: adds them to the collections that a client is told of, for those who may list
 * them. They are not handed to NocoBase's collection manager, as every role that may view "all collections" could read them then, bodies
 * and all. So blocks read them by the actions of this plugin, and charts only what the permission allows.
 * See ADR 9.
 */
export function offerDeliveries(app: Application): void {
  const { options, filterTargetKey } = app.db.getCollection(COLLECTION);
  const offered = {
    name: COLLECTION,
    title: options.title,
    filterTargetKey,
    // Pages have "next" and no total, as the table may have a million rows.
    simplePaginate: true,
    availableActions: ['get', 'list', 'view'],
    fields: DELIVERY_FIELDS,
  };
  app.resourceManager.use(async function offer(ctx, next) {
    await next();
    const { resourceName, actionName } = ctx.action ?? {};
    if (resourceName !== 'collections' || actionName !== 'listMeta' || !Array.isArray(ctx.body)) return;
    const access = ctx as unknown as AccessContext;
    if (access.can?.({ resource: COLLECTION, action: 'list' })) ctx.body = [...(ctx.body as unknown[]), offered];
  });
}
