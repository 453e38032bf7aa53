import { DEFAULTS } from '../../common/constants';
import type { ResponseConfig } from '../../common/WebhookConfig';

/**
 * Whether a trigger has a custom response. The default text alone, which panels once saved with every trigger, does not count: a provider that
 * wants to hear something else hears that. Neither is the choice of a text that was left empty.
 */
export function isOwnResponse(response: ResponseConfig | null | undefined): boolean {
  const { type, body, headers, ...rest } = response ?? {};
  const leftEmpty = type === 'text' && (body === undefined || body === '');
  return (
    (!leftEmpty && (type != null || (body !== undefined && body !== DEFAULTS.responseBody))) ||
    Boolean(headers?.length) ||
    Object.values<unknown>(rest).some((value) => value != null)
  );
}
