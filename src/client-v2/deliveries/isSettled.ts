import type { DeliveryState } from '../../common/deliveryStates';

const GOING_ON: readonly DeliveryState[] = ['recorded', 'claimed', 'running'];

/** Whether the state of a delivery is its last one; otherwise the workflow engine, or a run, will change it. */
export function isSettled(state: DeliveryState): boolean {
  return !GOING_ON.includes(state);
}
