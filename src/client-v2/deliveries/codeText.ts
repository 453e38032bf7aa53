import type { DeliveriesError } from './deliveriesApi';

/** Text keys of the codes of rejections and replays. */
export const CODE_TEXTS: Readonly<Record<string, string>> = {
  endpoint_not_found: 'no such endpoint',
  method_not_allowed: 'method not allowed',
  rate_limited: 'too many calls',
  source_not_allowed: 'source not allowed',
  body_too_large: 'body too large',
  body_timeout: 'body too slow',
  unsupported_media_type: 'unsupported encoding or charset',
  unauthenticated: 'not verified',
  malformed_body: 'body not readable',
  unavailable: 'not available',
  timeout: 'took too long',
  workflow_failed: 'workflow failed',
  in_progress: 'in progress',
  conflict: 'another content',
};

/** Text keys of the codes that say why an action is not possible. */
export const PROBLEM_TEXTS: Readonly<Record<string, string>> = {
  body_not_kept: 'The body was too large to be kept, or never read, so it cannot be run again.',
  workflow_gone: 'The workflow has been deleted.',
  workflow_disabled: 'The workflow is disabled. Enable it first.',
  not_settled: 'The delivery has not run yet.',
  handshake: 'A handshake, or a method that starts nothing, is never run.',
  not_verified: 'The delivery was not verified. It can only be replayed with "Verify again".',
  credential_redacted: 'The credential is not stored, so that the delivery cannot be verified again.',
  values_not_kept: 'Headers or parameters that its workflow got are not stored, so it cannot be run again.',
  delivery_not_found: 'The delivery has been deleted.',
};

/** The text of a code; the code itself if it has no text. */
export function codeText(code: string, t: (key: string) => string): string {
  return CODE_TEXTS[code] ? t(CODE_TEXTS[code]) : code;
}

/** Why an action failed: the text of its code, otherwise code and reason as sent. */
export function problemText(
  code: string | null | undefined,
  reason: string | null,
  t: (key: string) => string,
): string {
  if (code && PROBLEM_TEXTS[code]) return t(PROBLEM_TEXTS[code]);
  return [code && codeText(code, t), reason].filter(Boolean).join(': ');
}

/** The message for a failed API request. */
export function errorText({ status, code, message }: DeliveriesError, t: (key: string) => string): string {
  return status ? problemText(code, message, t) : t('The server does not answer.');
}
