import type { Verify } from '../signature';

/** Schemes that are no plain row of data, by id. */
export const SCHEME_CODE: ReadonlyMap<string, Verify> = new Map<string, Verify>([]);
