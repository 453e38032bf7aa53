/** What one body holds of the memory for bodies. */
export interface BodyLease {
  /** takes more bytes; false: there are no more, and none were taken */
  take(bytes: number): boolean;
  /** gives all back; may be called twice */
  release(): void;
}

/** Counts the bytes of all bodies that are in memory, so that many at once can't take more than was set aside for them. See ADR 6. */
export class BodyMemory {
  private used = 0;

  /** @param total bytes */
  constructor(private readonly total: number) {}

  /** Whether there is room for more bytes. */
  hasRoom(bytes: number): boolean {
    return this.used + bytes <= this.total;
  }

  /** Begins to count one body. */
  lease(): BodyLease {
    let held = 0;
    return {
      take: (bytes) => {
        if (!this.hasRoom(bytes)) return false;
        held += bytes;
        this.used += bytes;
        return true;
      },
      release: () => {
        this.used -= held;
        held = 0;
      },
    };
  }
}
