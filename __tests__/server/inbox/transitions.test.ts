import fs from 'node:fs';
import path from 'node:path';
import { DELIVERY_STATES } from '../../../src/common/deliveryStates';
import { OPEN_STATES } from '../../../src/common/deliveryStates';
import { TRANSITIONS } from '../../../src/server/inbox/transitions';

const SERVER = path.resolve(__dirname, '../../../src/server');

describe('the table of transitions', () => {
  it('leads to every state', () => {
    expect(new Set(TRANSITIONS.map(({ to }) => to))).toEqual(new Set(DELIVERY_STATES));
  });

  it('leads out of exactly the open states', () => {
    const left = new Set(TRANSITIONS.map(({ from }) => from).filter((from) => from !== 'new'));
    expect([...left].sort()).toEqual([...OPEN_STATES].sort());
  });

  it('reaches a final state from every open one', () => {
    const isFinal = (state: string) => !TRANSITIONS.some(({ from }) => from === state);
    const reaches = (state: string, seen: string[] = []): boolean =>
      isFinal(state) ||
      TRANSITIONS.some(({ from, to }) => from === state && !seen.includes(to) && reaches(to, [...seen, state]));
    expect(OPEN_STATES.filter((state) => !reaches(state))).toEqual([]);
  });

  it.each(TRANSITIONS.map(({ from, to, file }) => [from, to, file] as const))(
    '%s → %s is written in %s',
    (_from, to, file) => {
      expect(fs.readFileSync(path.join(SERVER, file), 'utf8')).toMatch(new RegExp(`state: [^;\\n]*'${to}'`));
    },
  );
});
