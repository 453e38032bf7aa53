import { DELIVERY_STATES, isSettled, OPEN_STATES } from '../../src/common/deliveryStates';

test('a state is final unless it is open', () => {
  expect(DELIVERY_STATES.filter((state) => !isSettled(state))).toEqual(['recorded', 'claimed', 'running']);
  expect(DELIVERY_STATES.filter((state) => !isSettled(state))).toEqual(OPEN_STATES);
});
