import type { DeliveryState } from '../../common/deliveryStates';

/** The colour of an antd tag and the text of a state, as a key. Colour never says it alone. */
export const STATE_LOOK: Record<DeliveryState, { color: string; label: string }> = {
  recorded: { color: 'gold', label: 'Waiting' },
  claimed: { color: 'gold', label: 'Being dispatched' },
  running: { color: 'processing', label: 'Running' },
  dispatched: { color: 'success', label: 'Dispatched' },
  failed: { color: 'error', label: 'Failed' },
  duplicate: { color: 'default', label: 'Duplicate' },
  handshake: { color: 'blue', label: 'Handshake' },
  refused: { color: 'volcano', label: 'Refused' },
};

/** The colour of a tag with an HTTP status. */
export function statusColor(status: number): string {
  if (status >= 500) return 'error';
  if (status >= 400) return 'warning';
  return status >= 300 ? 'default' : 'success';
}

/** The colour and text key of an execution's status, as NocoBase numbers them; unknown ones are shown as "Ended". */
export function executionLook(status: number | null): { color: string; label: string } {
  if (status === null) return { color: 'processing', label: 'Queued' };
  if (status === 0) return { color: 'processing', label: 'Running' };
  if (status === 1) return { color: 'success', label: 'Completed' };
  return status < 0 ? { color: 'error', label: 'Failed' } : { color: 'default', label: 'Ended' };
}
