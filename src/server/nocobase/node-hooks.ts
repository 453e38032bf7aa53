import type Database from '@nocobase/database';
import type { FlowNodeModel } from '@nocobase/plugin-workflow';
import { NAMESPACE, RESPONSE_NODE_TYPE } from '../../common/constants';
import { describeProblems, type Translate } from '../endpoint/describe-problems';
import { ConfigError } from '../endpoint/ConfigError';
import { problemsOf } from '../endpoint/config-problems';
import { responseNodeSchema } from '../respond';

interface SaveOptions {
  /** the Koa context of the request that saves, where there is one */
  context?: { t?: (key: string, options: object) => string };
}

/** Watches the nodes of workflows: a Response node that is saved, whichever way, must have a good configuration. */
export function watchNodes(db: Database, fallback: Translate): void {
  const beforeSave = (node: FlowNodeModel, { context }: SaveOptions) => {
    if (node.type !== RESPONSE_NODE_TYPE) return;
    const problems = problemsOf(responseNodeSchema, node.config ?? {});
    if (!problems.length) return;
    const t = context?.t;
    const translate: Translate = t ? (key, params) => t(key, { ns: NAMESPACE, ...params }) : fallback;
    throw new ConfigError(describeProblems(problems, translate));
  };
  db.on('flow_nodes.beforeSave', beforeSave);
}
