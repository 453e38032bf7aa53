import { randomUUID } from 'node:crypto';
import { Trigger, type EventOptions } from '@nocobase/plugin-workflow';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { aliasedFields } from '../endpoint/aliased-fields';
import type { CommitGate } from '../endpoint/commit-gate';
import { compileEndpoint } from '../endpoint/compile';
import { copyConfig } from '../endpoint/copy-config';
import type { EndpointRegistry } from '../endpoint/registry';
import type { Endpoint } from '../model/endpoint';
import { type SecretTools, secretResolver } from '../secrets/resolve-secrets';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { manualContext } from './manual-context';

/** What the trigger works on. */
export interface TriggerTools {
  registry: EndpointRegistry;
  gate: CommitGate;
  /** copies that have just been made */
  copies: WeakSet<object>;
  secrets: Pick<SecretTools, 'render'> & { open(reference: string, workflowKey: string): Promise<string> };
  /** is told of a workflow that has been enabled */
  enabled: (workflowKey: string) => void;
  /** says in words why an endpoint refuses every request */
  describe: (endpoint: Endpoint) => string | undefined;
  warn: (message: string) => void;
}

/** The engine's side of the plugin: endpoints follow workflows, and a person can start one by hand. */
export class WebhookTrigger extends Trigger {
  /** Endpoints are looked at one after the other, so that a start with many of them leaves connections for others. */
  private checked: Promise<unknown> = Promise.resolve();

  constructor(
    workflow: WorkflowPlugin,
    private readonly tools: TriggerTools,
  ) {
    super(workflow);
  }

  /** May come again without an `off` before it; the version's endpoint is then replaced. */
  on(workflow: WorkflowModel): void {
    const { registry, gate, enabled } = this.tools;
    const endpoint = this.compile(workflow);
    gate.run(workflow, () => {
      registry.set(endpoint);
      enabled(endpoint.workflowKey);
      this.checked = this.checked.then(() => this.check(endpoint)).catch(() => undefined);
    });
  }

  /** The endpoint that a version has, or would have if it were enabled. */
  compile(workflow: WorkflowModel): Endpoint {
    const { secrets } = this.tools;
    const credentials = secretResolver((workflow.config as WebhookConfig | null)?.verification, {
      open: (reference) => secrets.open(reference, workflow.key),
      render: secrets.render,
    });
    return compileEndpoint(workflow, credentials);
  }

  // Says why an endpoint can't work before the first request, and opens its stored secrets while they are there.
  private async check(endpoint: Endpoint): Promise<void> {
    const { credentials, title, workflowKey } = endpoint;
    const problem = this.tools.describe(endpoint);
    const found = problem ? { missing: problem } : await credentials();
    if ('missing' in found) {
      this.tools.warn(`endpoint of workflow "${title}" (${workflowKey}) refuses every call: ${found.missing}`);
    }
  }

  /** May come for a version that was never on, and with a plain copy of its former values. */
  off(workflow: WorkflowModel): void {
    const { registry, gate } = this.tools;
    gate.run(workflow, () => registry.delete(workflow.id));
  }

  /** The configuration that a new version or a copy starts with. */
  duplicateConfig(workflow: WorkflowModel, { origin }: { origin?: WorkflowModel }): object {
    const sameWorkflow = origin?.key === workflow.key;
    if (!sameWorkflow) this.tools.copies.add(workflow);
    return copyConfig((origin?.config ?? workflow.config ?? {}) as WebhookConfig, { sameWorkflow });
  }

  /**
   * "Execute manually".
   * @param values `data`, `headers`, `query` and `params` by hand, each of which may be absent
   */
  execute(workflow: WorkflowModel, values: unknown, options: EventOptions) {
    const fieldsOf = aliasedFields((workflow.config as WebhookConfig | null)?.variables ?? {});
    const context = manualContext(values, { id: randomUUID(), now: new Date(), fieldsOf });
    return this.workflow.trigger(workflow, context, { ...options, manually: true }) as ReturnType<
      NonNullable<Trigger['execute']>
    >;
  }
}
