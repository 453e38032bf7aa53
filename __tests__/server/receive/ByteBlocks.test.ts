import { BodyMemory } from '../../../src/server/receive/BodyMemory';
import { ByteBlocks } from '../../../src/server/receive/ByteBlocks';

const collect = (memory: number, most: number, pieces: number[]) => {
  const total = new BodyMemory(memory);
  const blocks = new ByteBlocks(total.lease(), most);
  const full = pieces.map((length, index) => blocks.add(Buffer.alloc(length, index + 1)));
  const free = [...Array(memory + 1).keys()].filter((bytes) => total.hasRoom(bytes)).length - 1;
  const bytes = Buffer.concat([...full.flatMap((one) => one ?? []), ...[blocks.rest() ?? []].flat()]);
  return { taken: full.map(Boolean), bytes, held: memory - free };
};

describe('the bytes of a body', () => {
  it.each([
    ['of a length that was announced', 20_000, [15_000, 5_000], 20_000],
    ['up to what is allowed', 40_000, [20_000, 1], 40_000],
    ['shorter than it may be', 1_000_000, [10, 10], 16_384],
    ['none at all', 1_000_000, [], 0],
  ])('%s hold no more memory than can come', (_name, most, pieces, held) => {
    const collected = collect(60_000, most, pieces);
    expect(collected.bytes).toEqual(Buffer.concat(pieces.map((length, index) => Buffer.alloc(length, index + 1))));
    expect(collected.held).toBe(held);
  });

  it('are not taken when there is no memory for them', () => {
    const { taken, held } = collect(20_000, 1_000_000, [16_000, 1_000]);
    expect([taken, held]).toEqual([[true, false], 16_384]);
  });
});

it('are the same bytes however the sender cuts them', () => {
  const sent = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251));
  for (const length of [1, 7, 16_384, 16_385, 70_000]) {
    const blocks = new ByteBlocks(new BodyMemory(1_000_000).lease(), 1_000_000);
    const full: Buffer[] = [];
    for (let from = 0; from < sent.length; from += length) {
      full.push(...(blocks.add(sent.subarray(from, from + length)) ?? []));
    }
    expect(Buffer.concat([...full, blocks.rest() ?? Buffer.alloc(0)]).equals(sent)).toBe(true);
  }
});
