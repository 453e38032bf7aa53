import { DEFAULTS, METHODS } from '../../common/constants';
import type { Method, WebhookConfig } from '../../common/WebhookConfig';
import type { PathPattern } from '../receive/types';
import { parsePath } from './path-pattern';

/** The workflow's columns that an endpoint is made of. */
export interface WebhookWorkflow {
  id: number | string;
  key: string;
  title?: string | null;
  config?: WebhookConfig | null;
}

/** The methods and the path that a workflow claims; what can't be read is as if it were absent. */
export function endpointPlace({ key, config }: WebhookWorkflow): { methods: readonly Method[]; pattern: PathPattern } {
  const configured = parsePath(config?.path || key);
  const pattern = typeof configured === 'string' ? parsePath(key) : configured;
  if (typeof pattern === 'string') throw new Error(`the workflow's key is no path: ${pattern}`);
  const methods = Array.isArray(config?.methods) ? config.methods.filter((method) => METHODS.includes(method)) : [];
  return { pattern, methods: methods.length ? [...new Set(methods)] : DEFAULTS.methods };
}
