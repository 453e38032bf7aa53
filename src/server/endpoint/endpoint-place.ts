import { DEFAULTS, METHODS } from '../../common/constants';
import type { Method, WebhookConfig } from '../../common/WebhookConfig';
import type { PathPattern } from '../../common/path';
import { parsePath } from './path-pattern';

/** The workflow's columns that an endpoint is made of. */
export interface WebhookWorkflow {
  id: number | string;
  key: string;
  title?: string | null;
  config?: WebhookConfig | null;
}

/**
 * The methods and the path that a workflow claims; what can't be read counts as absent. It never throws, whatever the row holds: it is called for
 * every enabled workflow when the application starts, and for all others when one is enabled.
 */
export function endpointPlace({ key, config }: WebhookWorkflow): { methods: readonly Method[]; pattern: PathPattern } {
  const path: unknown = config?.path;
  const configured = typeof path === 'string' && path ? parsePath(path) : parsePath(String(key));
  const pattern = typeof configured === 'string' ? ofKey(String(key)) : configured;
  const methods = Array.isArray(config?.methods) ? config.methods.filter((method) => METHODS.includes(method)) : [];
  return { pattern, methods: methods.length ? [...new Set(methods)] : DEFAULTS.methods };
}

function ofKey(key: string): PathPattern {
  const pattern = parsePath(key);
  return typeof pattern === 'string' ? { segments: [{ type: 'literal', value: key }], shape: key, names: [] } : pattern;
}
