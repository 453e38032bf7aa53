/** Why a body can't be parsed. `reason` is for the log, and never repeats the body. */
export interface Problem {
  /** `charset`: it is not supported here; `malformed`: the content is not what its type says, or is over a limit */
  problem: 'charset' | 'malformed';
  reason: string;
}

/** Makes a problem of content that is not what its type says. */
export function malformed(reason: string): Problem {
  return { problem: 'malformed', reason };
}

/** Tells a problem from a result. */
export function isProblem(value: object): value is Problem {
  return 'problem' in value && 'reason' in value;
}
