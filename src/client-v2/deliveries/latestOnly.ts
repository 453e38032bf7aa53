/**
 * Makes a guard for calls whose answers may overtake each other: of those that are given to it only the last one's answer is passed on,
 * one that comes too late is undefined. What fails too late is dropped in the same way.
 */
export function latestOnly(): <Answer>(call: Promise<Answer>) => Promise<{ answer: Answer } | undefined> {
  let turn = 0;
  return async (call) => {
    turn += 1;
    const mine = turn;
    try {
      const answer = await call;
      return mine === turn ? { answer } : undefined;
    } catch (error) {
      if (mine === turn) throw error;
      return undefined;
    }
  };
}
