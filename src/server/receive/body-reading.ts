import type { ParsedBody } from '../model/body';

/** A body that can't be read, and why. */
type Unreadable = { problem: string; reason: string };

/** The one reading of a body: made at the first call, and given to whoever asks later. */
export interface BodyReading {
  /** before the request is authentic, within tighter limits; undefined: it can't be read within them */
  unproven(): ParsedBody | undefined;
  /** afterwards */
  proven(): ParsedBody | Unreadable;
}

/**
 * Reads a body on demand and once.
 * @param parse parses the body; `unproven`: within the limits for what anyone can send
 */
export function bodyReading(parse: (unproven: boolean) => ParsedBody | Unreadable): BodyReading {
  let parsed: ParsedBody | Unreadable | undefined;
  return {
    unproven() {
      parsed ??= parse(true);
      return 'problem' in parsed ? undefined : parsed;
    },
    proven() {
      if (!parsed || 'problem' in parsed) parsed = parse(false);
      return parsed;
    },
  };
}
