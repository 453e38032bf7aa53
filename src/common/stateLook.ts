import type { DeliveryState } from './deliveryStates';

/** The antd tag color and text key of each state. Color is never the only cue. */
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
