import type { Verification, WebhookConfig } from '../../common/WebhookConfig';

/**
 * The configuration that a new version or a copy starts with. A new version of the same workflow keeps everything. A copy gets the URL
 * of its own key, so a path is not taken along, and it carries no secret.
 */
export function copyConfig(config: WebhookConfig, { sameWorkflow }: { sameWorkflow: boolean }): WebhookConfig {
  if (sameWorkflow) return config;
  const { path: _path, verification, ...rest } = config;
  return verification ? { ...rest, verification: withoutSecrets(verification) } : rest;
}

function withoutSecrets(verification: Verification): Verification {
  switch (verification.type) {
    case 'none':
      return verification;
    case 'basic':
      return { ...verification, password: '' };
    case 'signature':
      return { ...verification, secrets: [], options: undefined };
    case 'bearer':
    case 'header':
    case 'query':
    default:
      return { ...verification, tokens: [] };
  }
}
