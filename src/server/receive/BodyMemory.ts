/** What one body holds of the memory for bodies. */
export interface BodyLease {
  /** takes more bytes; false: there are no more, and none were taken */
  take(bytes: number): boolean;
  /** gives all back; may be called twice */
  release(): void;
}

/** Bytes up to which a body is small: most events are, and few of them fill the reserve. */
const SMALL = 64 * 1024;
const RESERVE = 1 / 4;
const SHARE = 1 / 2;

/**
 * Counts the bytes of all bodies that are in memory, so that many at once can't take more than was set aside for them. A quarter is a reserve
 * for bodies up to 64 KiB, and of the rest one source has half at most, so that a few large bodies that are never completed keep neither
 * small ones out, nor those of others. See ADR 6.
 */
export class BodyMemory {
  private used = 0;
  private readonly bySource = new Map<string, number>();

  /** @param total bytes */
  constructor(private readonly total: number) {}

  /**
   * Whether there is room for a body, as far as its size is known.
   * @param source whose share it is of; undefined: of nobody's, as behind a proxy that stands for many
   */
  hasRoom(bytes: number, source?: string): boolean {
    return this.fits({ held: 0, bytes, source });
  }

  /** Begins to count one body. */
  lease(source?: string): BodyLease {
    let held = 0;
    return {
      take: (bytes) => {
        if (!this.fits({ held, bytes, source })) return false;
        held += bytes;
        this.add(bytes, source);
        return true;
      },
      release: () => {
        this.add(-held, source);
        held = 0;
      },
    };
  }

  private fits({ held, bytes, source }: { held: number; bytes: number; source: string | undefined }): boolean {
    if (held + bytes <= SMALL) return this.used + bytes <= this.total;
    const shared = this.total * (1 - RESERVE);
    if (this.used + bytes > shared) return false;
    return source === undefined || (this.bySource.get(source) ?? 0) + bytes <= shared * SHARE;
  }

  private add(bytes: number, source: string | undefined): void {
    this.used += bytes;
    if (source === undefined) return;
    const left = (this.bySource.get(source) ?? 0) + bytes;
    if (left > 0) this.bySource.set(source, left);
    else this.bySource.delete(source);
  }
}
