import { Plugin } from '@nocobase/server';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import { NAMESPACE, RESPONSE_NODE_TYPE, TRIGGER_TYPE, WEBHOOKS_SEGMENT } from '../common/constants';
import { defineDeliveryActions } from './actions/deliveries/define-delivery-actions';
import { storableDepth } from './inbox/row/storable-depth';
import { defineEndpointActions } from './actions/endpoints';
import { EndpointFollower } from './cluster/EndpointFollower';
import { describeEndpoint } from './endpoint/describe-endpoint';
import { describeFault } from './log/describe-fault';
import type { Translate } from './endpoint/describe-problems';
import { CommitGate } from './endpoint/commit-gate';
import { EndpointStates } from './endpoint/EndpointStates';
import { EndpointRegistry } from './endpoint/registry';
import { wasVerified } from './inbox/was-verified';
import { warnOfLostHeaders } from './nocobase/warn-of-lost-headers';
import { watchNodes } from './nocobase/node-hooks';
import { ResponseInstruction } from './nocobase/ResponseInstruction';
import { guardSecrets } from './secrets/guard-secrets';
import { SecretStore } from './secrets/SecretStore';
import { makeReadingSteps } from './wiring/make-reading-steps';
import { readSettings } from './wiring/read-settings';
import { readTrustedProxies } from './source/read-trusted-proxies';
import { RefusedAttempts } from './source/RefusedAttempts';
import { upgradeConfigurations } from './upgrade/upgrade-configurations';
import { besideRival, isRival, rivalOf } from './nocobase/rival';
import { WebhookTrigger } from './nocobase/WebhookTrigger';
import { setSqliteLocking } from './nocobase/set-sqlite-locking';
import { wireInbox, type WiredInbox } from './wiring/wire-inbox';
import { wireReceive } from './wiring/wire-receive';
import { watchWorkflows } from './nocobase/workflow-hooks';

/** Composition root: makes the parts and wires them to NocoBase, nothing else. */
export default class WebhookPlugin extends Plugin {
  private open = true;
  private inbox: WiredInbox | undefined;

  /** Comes before any plugin's `load`, so that this listener is called before the engine's: it stops when nothing more is fed to it. */
  async beforeLoad(): Promise<void> {
    this.app.on('beforeStop', async () => {
      this.open = false;
      await this.inbox?.close();
    });
  }

  /** A commercial plugin that serves the same trigger type; nothing of ours is loaded beside it. */
  private get rival(): string | undefined {
    return rivalOf(this.app);
  }

  async beforeEnable(): Promise<void> {
    if (this.rival) throw new Error(besideRival(this.rival));
  }

  /** Called when the plugin is there from the beginning: workflows of the commercial plugin may be there too, in a restored database. */
  async install(): Promise<void> {
    await this.upgradeConfigurations();
  }

  /** Called each time the plugin is enabled: the commercial plugin may have served in between. */
  async afterEnable(): Promise<void> {
    await this.upgradeConfigurations();
  }

  /** Brings all configurations to the form that is valid now, unless they are another plugin's. @throws what the database throws */
  async upgradeConfigurations(): Promise<void> {
    if (!this.rival) await this.upgradeStored();
  }

  private async upgradeStored(): Promise<void> {
    const { app, db } = this;
    const secrets = new SecretStore(db, () => app.aesEncryptor);
    await upgradeConfigurations({ db, secrets, warn: (text) => this.log.warn(text) });
  }

  async load(): Promise<void> {
    const { app, db } = this;
    if (this.rival) {
      this.log.error(besideRival(this.rival));
      // Ours is loaded in its place at once, without being enabled or upgraded.
      app.on('afterDisablePlugin', async (name: string) => {
        if (isRival(name)) await this.upgradeStored();
      });
      return;
    }
    const registry = new EndpointRegistry();
    const gate = new CommitGate();
    const copies = new WeakSet<object>();
    const secrets = new SecretStore(db, () => app.aesEncryptor);
    const engine = app.pm.get<WorkflowPlugin>('workflow');
    const translate: Translate = (key, params) => app.i18n.t(key, { ns: NAMESPACE, ...params });
    // An error of the database holds the values that were to be written.
    const warn = (message: string, detail: unknown) =>
      this.log.warn(message, { detail: detail instanceof Error ? describeFault(detail) : detail });
    const dialect = db.sequelize.getDialect();
    const given = readSettings(process.env, { sqlite: dialect === 'sqlite', warn: (text) => this.log.error(text) });
    const settings = { ...given, depth: Math.min(given.depth, storableDepth(dialect)) };
    const reading = makeReadingSteps(settings, Date.now);
    if (settings.sqliteLocking === 'immediate' && setSqliteLocking(db)) {
      this.log.info(
        'SQLite: every transaction of this application takes the write lock when it begins, and waits for it; WEBHOOK_SQLITE_LOCKING=host leaves the database as NocoBase sets it up',
      );
    }
    const inbox = wireInbox(app, engine, { settings, now: Date.now, warn });
    this.inbox = inbox;

    const trigger = new WebhookTrigger(engine, {
      registry,
      gate,
      copies,
      secrets: {
        open: (reference, workflowKey) => secrets.open(reference, workflowKey),
        render: (template) => app.environment.renderJsonTemplate(template) as unknown,
      },
      describe: (endpoint) => describeEndpoint(endpoint, translate),
      enabled: (workflowKey) => void inbox.tools.worker.changed(workflowKey),
      warn: (text) => this.log.warn(text),
    });
    engine.registerTrigger(TRIGGER_TYPE, trigger);
    engine.registerInstruction(
      RESPONSE_NODE_TYPE,
      new ResponseInstruction(engine, { answers: inbox.tools.answers, translate }),
    );
    const states = new EndpointStates(db);
    const attempts = new RefusedAttempts({
      perMinute: settings.refusedPerMinute,
      wasVerified: (attempt) => wasVerified(db, attempt, Date.now()),
    });
    watchWorkflows({
      db,
      gate,
      secrets,
      files: inbox.tools.files,
      copies,
      deleted: async (workflowKey) => {
        attempts.forget(workflowKey);
        await inbox.tools.worker.changed(workflowKey);
        await states.remove(workflowKey);
      },
      translate,
      warn,
    });
    watchNodes(db, translate);
    const follower = new EndpointFollower({ app, db, engine, warn, now: Date.now });
    await follower.follow();
    const prefix = app.options.resourcer?.prefix ?? process.env.API_BASE_PATH ?? '/api';
    wireReceive(app, {
      registry,
      follower,
      inbox,
      states,
      attempts,
      clientAddress: readTrustedProxies(settings.trustedProxies, {
        error: (text) => this.log.error(text),
        warn: (text) => this.log.warn(text),
      }),
      prefix,
      settings,
      reading,
      isOpen: () => this.open,
      now: Date.now,
    });
    guardSecrets(app);
    defineEndpointActions(app, { registry, states, now: Date.now });
    defineDeliveryActions({
      app,
      registry,
      accept: inbox.tools,
      steps: reading,
      base: `${prefix.replace(/\/$/, '')}/${WEBHOOKS_SEGMENT}`,
      now: Date.now,
      unseal: (text) => app.aesEncryptor.decrypt(text),
      compile: (workflow) => trigger.compile(workflow),
    });
    app.on('afterStart', async () => {
      this.open = true;
      await inbox.start();
      // Behind the start: it may have thousands of workflows to look at.
      warnOfLostHeaders(db, (text) => this.log.warn(text)).catch((error: unknown) =>
        warn('workflows not looked at for headers that are left out', error),
      );
    });
    app.on('beforeStop', () => inbox.finish());
  }
}
