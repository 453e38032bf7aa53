import type { Context, Next } from '@nocobase/actions';
import { Op } from '@nocobase/database';
import type { Application } from '@nocobase/server';
import type {
  ConfigProblem,
  EndpointState,
  ExpectedHandshake,
  HandshakeNotice,
  MisconfiguredEndpoint,
} from '../../common/api/endpoints';
import { NAMESPACE, TRIGGER_TYPE } from '../../common/constants';
import { SCHEME_WARNINGS, schemeWarnings } from '../../common/schemeWarnings';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { describeEndpoint } from '../endpoint/describe-endpoint';
import { describeProblem, type Translate } from '../endpoint/describe-problems';
import { configProblems } from '../endpoint/config-problems';
import type { EndpointStates } from '../endpoint/EndpointStates';
import type { EndpointRegistry } from '../endpoint/registry';

const NOTICES = 10;

// Milliseconds that a provider has to hand over its secret.
const HANDSHAKE_WINDOW = 15 * 60_000;

/** What the actions work on. */
export interface EndpointActionTools {
  registry: EndpointRegistry;
  states: EndpointStates;
  /** milliseconds since 1970 */
  now: () => number;
}

/**
 * Defines what the editor asks of the server, for those who may edit workflows. `filterByTk` is a workflow's key.
 *
 * - `webhookEndpoints:get` tells whether the endpoint can work, or why not, and what a handshake brought for a user to act on.
 * - `webhookEndpoints:check` tells what of `values.config` is not valid, and which fields are not known; of a valid one, what is weak.
 * - `webhookEndpoints:problems` names the endpoints that refuse every request because of their configuration.
 * - `webhookEndpoints:expectHandshake` lets a provider hand over a secret in the next 15 minutes although the endpoint has one, and says until
 *   when. 404 for a workflow that does not exist, 400 for one whose provider hands nothing over.
 *
 * NocoBase's own actions on the collection are not there.
 */
export function defineEndpointActions(app: Application, { registry, states, now }: EndpointActionTools): void {
  const actions: Record<string, (ctx: Context) => Promise<unknown>> = {
    get: async (ctx): Promise<EndpointState<Date>> => {
      const key = String(ctx.action.params.filterByTk ?? '');
      const endpoint = registry.ofWorkflow(key);
      const credentials = endpoint && !endpoint.misconfigured ? await endpoint.credentials() : undefined;
      const missing = credentials && 'missing' in credentials ? credentials.missing : undefined;
      return {
        enabled: Boolean(endpoint),
        misconfigured: Boolean(endpoint?.misconfigured),
        problem: (endpoint && describeEndpoint(endpoint, translateFor(ctx))) ?? missing ?? null,
        notices: await notices(app, key),
      };
    },
    check: async (ctx) =>
      checked((ctx.action.params.values as { config?: unknown } | undefined)?.config, translateFor(ctx)),
    problems: async (ctx): Promise<MisconfiguredEndpoint[]> =>
      registry.misconfigured().map(({ workflowKey, title, ...endpoint }) => ({
        workflowKey,
        title,
        problem: describeEndpoint(endpoint, translateFor(ctx)),
      })),
    expectHandshake: async (ctx): Promise<ExpectedHandshake<Date>> => {
      const key = String(ctx.action.params.filterByTk ?? '');
      const problem = await handshakeProblem(app, registry, key);
      if (problem) ctx.throw(problem.status, translateFor(ctx)(problem.message));
      const until = now() + HANDSHAKE_WINDOW;
      await states.expectHandshake(key, until);
      return { until: new Date(until) };
    },
  };
  app.resourceManager.define({
    name: 'webhookEndpoints',
    only: Object.keys(actions),
    actions: Object.fromEntries(
      Object.entries(actions).map(([name, act]) => [
        name,
        async (ctx: Context, next: Next) => {
          ctx.body = await act(ctx);
          await next();
        },
      ]),
    ),
  });
  app.acl.registerSnippet({ name: 'pm.workflow.workflows', actions: ['webhookEndpoints:*'] });
}

function checked(config: unknown, translate: Translate): ConfigProblem[] {
  const problems = configProblems(config);
  if (!problems.length) return weaknesses(config as WebhookConfig | null | undefined, translate);
  return problems.map(({ path, key, params }) => ({
    path,
    message: describeProblem({ key, params }, translate),
    unknown: key.startsWith('object.unknown'),
  }));
}

function weaknesses(config: WebhookConfig | null | undefined, translate: Translate): ConfigProblem[] {
  const { verification } = config ?? {};
  if (verification?.type !== 'signature' || verification.scheme !== 'custom') return [];
  return schemeWarnings(verification.custom ?? {}).map((warning) => ({
    path: 'verification.custom.signedContent',
    message: translate(SCHEME_WARNINGS[warning]),
    unknown: false,
    warning: true,
  }));
}

function translateFor(ctx: Context): Translate {
  const translator = ctx as unknown as { t(key: string, options: object): string };
  return (key, params) => translator.t(key, { ns: NAMESPACE, ...params });
}

async function handshakeProblem(
  { db }: Application,
  registry: EndpointRegistry,
  key: string,
): Promise<{ status: number; message: string } | undefined> {
  const endpoint = registry.ofWorkflow(key);
  if (endpoint) return endpoint.handshake?.bringsSecret ? undefined : { status: 400, message: 'server.handshake.none' };
  const known = await db.getModel('workflows').count({ where: { key, type: TRIGGER_TYPE } });
  return known
    ? { status: 400, message: 'server.handshake.disabled' }
    : { status: 404, message: 'server.handshake.unknown' };
}

interface NoticeRow {
  receivedAt: Date;
  address: string | null;
  notice: { key: string; value: string } | null;
}

async function notices(app: Application, workflowKey: string): Promise<HandshakeNotice<Date>[]> {
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
