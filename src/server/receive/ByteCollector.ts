import type { BodyLease } from './BodyMemory';

const FIRST_BLOCK = 16 * 1024;

/**
 * Collects the bytes of a body in one growing block. A sender may cut its body into pieces of one byte, each of which Node gives a buffer of
 * some hundred bytes: they are copied, not kept, so that what is counted is what is held.
 */
export class ByteCollector {
  private block = Buffer.alloc(0);
  private size = 0;

  /**
   * @param lease counts the block
   * @param most bytes that can come: what the sender has announced, or else what is allowed. The block grows no larger
   */
  constructor(
    private readonly lease: BodyLease,
    private readonly most: number,
  ) {}

  /** @returns false when there is no memory for more; the bytes are not taken then */
  add(chunk: Buffer): boolean {
    const needed = this.size + chunk.length;
    if (needed > this.block.length && !this.grow(needed)) return false;
    this.size += chunk.copy(this.block, this.size);
    return true;
  }

  /** The bytes so far; a view of the block. */
  bytes(): Buffer {
    return this.block.subarray(0, this.size);
  }

  private grow(needed: number): boolean {
    const capacity = Math.max(needed, Math.min(this.most, Math.max(FIRST_BLOCK, 2 * this.block.length)));
    if (!this.lease.take(capacity - this.block.length)) return false;
    const block = Buffer.allocUnsafeSlow(capacity);
    this.block.copy(block, 0, 0, this.size);
    this.block = block;
    return true;
  }
}
