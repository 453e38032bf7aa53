import type { BodyLease } from './BodyMemory';

const FIRST_BLOCK = 16 * 1024;

/**
 * Joins the chunks of a body into blocks. A sender may cut its body into chunks of one byte, and Node.js holds some hundred bytes for each:
 * they are copied, so that what the lease counts is what is held.
 */
export class ByteBlocks {
  private block = Buffer.alloc(0);
  private used = 0;
  private held = 0;

  /**
   * @param lease counts the blocks
   * @param expected bytes that can come: what the sender has announced, or what is allowed. Together the blocks grow no larger
   */
  constructor(
    private readonly lease: BodyLease,
    private readonly expected: number,
  ) {}

  /** @returns the blocks that the chunk has filled; undefined when there is no memory for it */
  add(chunk: Buffer): Buffer[] | undefined {
    const full: Buffer[] = [];
    let rest = chunk;
    while (rest.length) {
      if (this.used === this.block.length && !this.grow(rest.length)) return undefined;
      const copied = rest.copy(this.block, this.used);
      this.used += copied;
      rest = rest.subarray(copied);
      if (this.used === this.block.length) full.push(this.block);
    }
    return full;
  }

  /** What the last block holds, unless it is full. */
  rest(): Buffer | undefined {
    return this.used < this.block.length ? this.block.subarray(0, this.used) : undefined;
  }

  private grow(needed: number): boolean {
    // Each block doubles what is held.
    const capacity = Math.max(needed, Math.min(this.expected - this.held, Math.max(FIRST_BLOCK, this.held)));
    if (!this.lease.take(capacity)) return false;
    this.held += capacity;
    this.block = Buffer.allocUnsafeSlow(capacity);
    this.used = 0;
    return true;
  }
}
