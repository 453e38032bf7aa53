/** The package name, which is also plugin name, client module id and i18n namespace. */
export const NAMESPACE = '@nocohook/plugin-workflow-webhook';

/** `workflow.type` of workflows that this plugin starts. */
export const TRIGGER_TYPE = 'webhook';

/** NocoBase's commercial webhook plugin, which serves the same trigger type. */
export const RIVAL = { name: 'workflow-webhook', packageName: '@nocobase/plugin-workflow-webhook' } as const;

/** Type of the HTTP Response node. */
export const RESPONSE_NODE_TYPE = 'webhook-response';

/** First path segment below the API's base path. */
export const WEBHOOKS_SEGMENT = 'webhooks';

/** Methods that an endpoint may accept. GET includes HEAD. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** How the body of a response is made. */
export const RESPONSE_TYPES = ['json', 'text', 'xml', 'html', 'binary', 'redirect', 'empty'] as const;

/** Redirect statuses. */
export const REDIRECT_STATUSES = [301, 302, 303, 307, 308] as const;
/** How a body may be read. */
export const BODY_FORMATS = ['json', 'form', 'multipart', 'xml', 'ndjson', 'text', 'binary'] as const;

/** Which bytes of a compressed body a sender may sign. */
export const SIGNED_BODIES = ['received', 'decoded'] as const;

/** Name suggested for a form field that holds JSON. */
export const USUAL_PAYLOAD_FIELD = 'payload';

/** Defaults. Sizes in bytes, durations in milliseconds. */
export const DEFAULTS = {
  methods: ['POST'],
  maxBodySize: 1024 * 1024,
  timeout: 30_000,
  /** how long an idempotency key is remembered */
  deduplicationSeconds: 86_400,
  responseStatus: 200,
  responseBody: 'ok',
  redirectStatus: 302,
  failureStatus: 500,
  timeoutStatus: 504,
  formTitle: 'Thank you',
  /** timestamp tolerance in seconds, both ways */
  tolerance: 300,
} as const;

/** The permission to see and replay deliveries. */
export const DELIVERIES_SNIPPET = 'pm.workflow-webhook.deliveries';
