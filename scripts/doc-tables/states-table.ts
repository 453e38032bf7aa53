import { DELIVERY_STATES } from '../../src/common/deliveryStates';
import { STATE_MEANINGS, TRANSITIONS } from '../../src/server/inbox/transitions';
import { markdownTable } from './markdown-table';

/** What each state of a delivery means. */
export function statesTable(): string {
  return markdownTable(
    ['state', 'meaning'],
    DELIVERY_STATES.map((state) => [`\`${state}\``, STATE_MEANINGS[state]]),
  );
}

/** How deliveries change their states. */
export function transitionsTable(): string {
  return markdownTable(
    ['from', 'to', 'when', 'in'],
    TRANSITIONS.map(({ from, to, guard, file }) => [
      from === 'new' ? 'new' : `\`${from}\``,
      `\`${to}\``,
      guard,
      `\`${file}\``,
    ]),
  );
}
