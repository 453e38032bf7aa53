import { createHash } from 'node:crypto';

const MINUTE = 60_000;
const ROWS_OF_ADDRESS = 10;
const ROWS_OF_ENDPOINT = 200;

/** A value that an unsigned handshake brought. */
export interface HandedOver {
  workflowKey: string;
  /** what addresses are counted by; undefined for all that could not be told */
  addressGroup: string | undefined;
  /** as it came: it is a secret, and only its digest is kept */
  value: string;
  /** the delivery that is about to be written */
  deliveryId: string;
}

/** What becomes of it: a row, one more occurrence of a row of this minute, or nothing. */
export type Admission = { row: true } | { repeats: string } | { full: true };

interface Window {
  minute: number;
  rows: number;
  ofAddress: Map<string, number>;
  /** digest of address and value → delivery */
  seen: Map<string, string>;
}

/**
 * Bounds what unsigned handshakes can write: ten rows a minute of one address at one endpoint, so that a flood from there doesn't keep the real
 * one out, and two hundred of all addresses. The same value from the same address is one row.
 */
export class NoticeLimiter {
  private readonly windows = new Map<string, Window>();

  /** Decides, and counts. @param now milliseconds since 1970 */
  admit({ workflowKey, addressGroup = '', value, deliveryId }: HandedOver, now: number): Admission {
    const window = this.windowOf(workflowKey, Math.floor(now / MINUTE));
    const digest = createHash('sha256').update(`${addressGroup} ${value}`).digest('base64');
    const repeats = window.seen.get(digest);
    if (repeats) return { repeats };
    const count = window.ofAddress.get(addressGroup) ?? 0;
    if (count >= ROWS_OF_ADDRESS || window.rows >= ROWS_OF_ENDPOINT) return { full: true };
    window.rows += 1;
    window.ofAddress.set(addressGroup, count + 1);
    window.seen.set(digest, deliveryId);
    return { row: true };
  }

  private windowOf(workflowKey: string, minute: number): Window {
    const known = this.windows.get(workflowKey);
    if (known?.minute === minute) return known;
    for (const [key, window] of this.windows) if (window.minute !== minute) this.windows.delete(key);
    const window: Window = { minute, rows: 0, ofAddress: new Map(), seen: new Map() };
    this.windows.set(workflowKey, window);
    return window;
  }
}
