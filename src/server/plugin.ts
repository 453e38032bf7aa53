import { Plugin } from '@nocobase/server';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import { NAMESPACE, RESPONSE_NODE_TYPE, TRIGGER_TYPE } from '../common/constants';
import { accept } from './accept';
import { OpenAnswers } from './answers';
import { EndpointFollower } from './cluster/EndpointFollower';
import { defineEndpointActions } from './actions/endpoints';
import { dispatch, settleDispatched, type DispatchTools } from './dispatch';
import { CommitGate } from './endpoint/commit-gate';
import { EndpointRegistry } from './endpoint/registry';
import { certificateFetcher } from './fetch-certificate';
import { purge } from './inbox/purge';
import { recordHandshake } from './inbox/record-handshake';
import { recover } from './inbox/recover';
import { parseBody } from './parse/parse-body';
import { parsePairs } from './parse/parse-pairs';
import { queryHider, webhookMiddleware } from './receive/middleware';
import { ResponseInstruction } from './ResponseInstruction';
import type { RunTools } from './run';
import { guardSecrets } from './secrets/guard-secrets';
import { SecretStore } from './secrets/SecretStore';
import { compileTrustedProxies, type ClientAddress } from './source/client-address';
import { WebhookTrigger } from './WebhookTrigger';
import type { Translate } from './describe-problems';
import { watchNodes } from './node-hooks';
import { watchWorkflows } from './workflow-hooks';

// An address reserved for documentation, which is nobody's.
const PROBE_ADDRESS = '192.0.2.1';
const BODY_TIMEOUT = 30_000;
const RECOVER_EVERY = 30_000;
const MAX_REDISPATCHED = 1_000;
const PURGE_EVERY = 3_600_000;
const RETENTION = 30 * 86_400_000;

/** Composition root: makes the parts and wires them to NocoBase, nothing else. */
export default class WebhookPlugin extends Plugin {
  private open = true;
  private readonly timers: NodeJS.Timeout[] = [];

  async load(): Promise<void> {
    const { app, db } = this;
    const registry = new EndpointRegistry();
    const gate = new CommitGate();
    const copies = new WeakSet<object>();
    const secrets = new SecretStore(db, () => app.aesEncryptor);
    const engine = app.pm.get('workflow') as WorkflowPlugin;
    const translate: Translate = (key, params) => app.i18n.t(key, { ns: NAMESPACE, ...params });
    const tools: DispatchTools & RunTools = {
      db,
      engine,
      answers: new OpenAnswers(),
      warn: (message, detail) => this.log.warn(message, { error: detail }),
    };

    engine.registerTrigger(
      TRIGGER_TYPE,
      new WebhookTrigger(engine, {
        registry,
        gate,
        copies,
        secrets: {
          open: (reference, workflowKey) => secrets.open(reference, workflowKey),
          render: (template) => app.environment.renderJsonTemplate(template),
        },
        warn: (text) => this.log.warn(text),
      }),
    );
    engine.registerInstruction(
      RESPONSE_NODE_TYPE,
      new ResponseInstruction(engine, { answers: tools.answers, translate }) as never,
    );
    watchWorkflows({ db, gate, secrets, copies, translate });
    watchNodes(db, translate);
    settleDispatched(tools);
    const follower = new EndpointFollower({ app, db, engine, warn: tools.warn, now: Date.now });
    await follower.follow();
    this.receive(tools, registry, follower);
    guardSecrets(app);
    defineEndpointActions(app, { registry, engine });
    app.on('afterStart', () => this.work(tools));
    app.on('beforeStop', () => this.end());
  }

  private receive(tools: DispatchTools & RunTools, registry: EndpointRegistry, follower: EndpointFollower): void {
    const { app, db } = this;
    const prefix = this.apiPrefix();
    const clientAddress = this.trustedProxies();
    app.use(queryHider(prefix), {
      tag: 'webhookQuery',
      before: ['logger', 'i18n', 'errorHandler', 'extractClientIp'],
    });
    app.use(
      webhookMiddleware({
        prefix,
        steps: {
          route: async (method, path) => {
            const route = registry.find(method, path);
            return route.found === 'nothing' && (await follower.lookForNew()) ? registry.find(method, path) : route;
          },
          parseBody,
          parseQuery: parsePairs,
          fetchCertificate: certificateFetcher(Date.now),
          recordHandshake: async (endpoint, delivery, notice) => {
            const sealed = notice && { ...notice, value: await app.aesEncryptor.encrypt(notice.value) };
            await recordHandshake(db, endpoint, delivery, sealed);
          },
          accept: (endpoint, context, acknowledgement) => accept(tools, endpoint, context, acknowledgement),
        },
        clientAddress,
        // A peer is trusted when the address that it forwards is believed.
        isTrusted: (peer) => clientAddress(peer, [PROBE_ADDRESS]) === PROBE_ADDRESS,
        isOpen: () => this.open,
        bodyTimeout: BODY_TIMEOUT,
        log: {
          refused: (id, code, reason) => this.log.info(`delivery ${id} refused: ${code}`, { reason }),
          failed: (id, error) => this.log.error(`delivery ${id} failed`, { error }),
        },
      }),
      { tag: 'webhooks', after: ['errorHandler'], before: ['bodyParser'] },
    );
  }

  private trustedProxies(): ClientAddress {
    try {
      return compileTrustedProxies(process.env.WEBHOOK_TRUSTED_PROXIES);
    } catch (error) {
      // Nobody is trusted then: a typing error may lock proxies out, but lets nobody in.
      this.log.error(`WEBHOOK_TRUSTED_PROXIES: ${(error as Error).message}; no proxy is trusted until it is mended`);
      return (socketAddress) => socketAddress;
    }
  }

  private apiPrefix(): string {
    return this.app.options.resourcer?.prefix ?? process.env.API_BASE_PATH ?? '/api';
  }

  private work(tools: DispatchTools): void {
    this.open = true;
    const redispatch = (before: Date) => this.redispatch(tools, before).catch((error) => tools.warn('recovery', error));
    void redispatch(new Date());
    this.timers.push(
      setInterval(() => redispatch(new Date(Date.now() - RECOVER_EVERY)), RECOVER_EVERY),
      setInterval(() => {
        purge(tools.db, new Date(Date.now() - RETENTION)).catch((error) => tools.warn('purge', error));
      }, PURGE_EVERY),
    );
    for (const timer of this.timers) timer.unref();
  }

  private async redispatch(tools: DispatchTools, before: Date): Promise<void> {
    let count = 0;
    for await (const delivery of recover(tools.db, before)) {
      const workflow = [...tools.engine.enabledCache.values()].find(({ key }) => key === delivery.workflowKey);
      // A delivery of a workflow that is disabled now is held until it is enabled again.
      if (!workflow) continue;
      // The engine keeps what it is given in memory, so it is given a bounded number at a time.
      if (!this.open || (count += 1) > MAX_REDISPATCHED) return;
      dispatch(tools, workflow, delivery);
    }
  }

  private end(): void {
    this.open = false;
    for (const timer of this.timers.splice(0)) clearInterval(timer);
  }
}
