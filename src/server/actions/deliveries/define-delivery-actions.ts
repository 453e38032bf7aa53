import { Readable } from 'node:stream';
import type { Context, Next } from '@nocobase/actions';
import type { Application } from '@nocobase/server';
import type { DeliveryDetail, DestroyResult } from '../../../common/api/deliveries';
import { DELIVERIES_SNIPPET } from '../../../common/constants';
import type { AccessContext } from './AccessContext';
import { checkedFilter } from './checked-filter';
import { NEWEST_FIRST, SUMMARY_COLUMNS } from './delivery-columns';
import { deliveryStats, type StatsParams } from './delivery-stats';
import { destroyDeliveries } from './destroy-deliveries';
import { exportDeliveries } from './export-deliveries';
import { describeDelivery, findDelivery, type DeliveryColumns } from './get-delivery';
import { findDeliveries } from './find-deliveries';
import { listDeliveries } from './list-deliveries';
import { offerDeliveries } from './offer-deliveries';
import { replayDeliveries } from './replay-deliveries';
import { endpointOf, replayDelivery, type ReplayTools } from './replay-delivery';
import { replayProblem } from './replay-problem';
import { secretsOf, type SecretsTools } from './without-secrets';

const RESOURCE = 'webhookDeliveries';

/** What the actions work on. */
export interface DeliveryActionTools extends ReplayTools, Pick<SecretsTools, 'compile'> {
  app: Application;
}

/**
 * Defines what a person may do with deliveries, for those who have the permission. NocoBase's own actions on the collection are not
 * there: nothing writes a delivery by the public API, and nothing reads a column that is kept back.
 */
export function defineDeliveryActions({ app, compile, ...replaying }: DeliveryActionTools): void {
  const { db } = app;
  const tools = { db, compile };
  const { now } = replaying;
  const actions: Record<string, (ctx: Context) => Promise<unknown>> = {
    list: (ctx) => listDeliveries(db, ctx.action.params, ctx),
    get: async (ctx): Promise<DeliveryDetail<Date>> => {
      const row = await findDelivery(db, ctx.action.params.filterByTk);
      // What a provider handed over may be its signing secret, which is for those who set the endpoint up.
      const access = ctx as unknown as AccessContext;
      const mayKnow = !access.can || access.can({ resource: 'webhookEndpoints', action: 'get' });
      const endpoint = await endpointOf(replaying, row.get());
      const decrypt = mayKnow ? (text: string) => app.aesEncryptor.decrypt(text) : undefined;
      const detail = await describeDelivery(
        db,
        row,
        await secretsOf(tools, endpoint, String(row.get().workflowKey)),
        decrypt,
      );
      return { ...detail, ...replayProblem(row.get(), endpoint) };
    },
    replay: ({ action: { params } }) => replayDelivery(replaying, params.filterByTk, valuesOf(params).verify === true),
    replayMany: ({ action: { params } }) =>
      replayDeliveries(replaying, valuesOf(params).ids, valuesOf(params).verify === true),
    destroy: async (ctx): Promise<DestroyResult> => ({ deleted: await destroyDeliveries(db, ctx.action.params, ctx) }),
    stats: (ctx) => deliveryStats(db, ctx.action.params as StatsParams, now()),
    export: async (ctx) => {
      const { filter, format } = ctx.action.params;
      const type = format === 'json' ? 'json' : 'csv';
      const checked = checkedFilter(filter);
      // Once the export has begun, a filter that can't be read would only break it off.
      await findDeliveries(db, { fields: ['id'], filter: checked, sort: NEWEST_FIRST, limit: 1, context: ctx });
      const text = exportDeliveries(db, checked, type, {
        secretsOf: rememberedSecrets(replaying, tools),
        context: ctx,
      });
      ctx.attachment(`deliveries-${new Date(now()).toISOString().slice(0, 10)}.${type}`);
      ctx.type = type === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8';
      return Readable.from(text, { objectMode: false });
    },
  };
  app.resourceManager.define({
    name: RESOURCE,
    only: Object.keys(actions),
    actions: Object.fromEntries(Object.entries(actions).map(([name, act]) => [name, handlerOf(act)])),
  });
  app.acl.registerSnippet({
    name: DELIVERIES_SNIPPET,
    // Charts ask whether the collection may be viewed.
    actions: [...Object.keys(actions), 'view'].map((name) => `${RESOURCE}:${name}`),
  });
  app.acl.addFixedParams(RESOURCE, 'view', () => ({ fields: [...SUMMARY_COLUMNS] }));
  offerDeliveries(app);
}

/** The secrets of each endpoint are looked for once in an export. */
function rememberedSecrets(replaying: Pick<ReplayTools, 'accept' | 'registry'>, tools: SecretsTools) {
  const known = new Map<string, Promise<readonly string[]>>();
  return (row: Record<string, unknown>) => {
    const { workflowKey, workflowId } = row as Pick<DeliveryColumns, 'workflowKey' | 'workflowId'>;
    const key = String(workflowKey);
    const secrets =
      known.get(key) ??
      endpointOf(replaying, { workflowKey, workflowId }).then((endpoint) => secretsOf(tools, endpoint, key));
    known.set(key, secrets);
    return secrets;
  };
}

function valuesOf({ values }: { values?: unknown }): { ids?: unknown; verify?: unknown } {
  return values ?? {};
}

function handlerOf(act: (ctx: Context) => Promise<unknown>) {
  return async (ctx: Context, next: Next) => {
    ctx.body = await act(ctx);
    await next();
  };
}
