import { BodyMemory } from '../../../src/server/receive/BodyMemory';
import { ByteCollector } from '../../../src/server/receive/ByteCollector';

const collect = (memory: number, most: number, pieces: number[]) => {
  const total = new BodyMemory(memory);
  const collector = new ByteCollector(total.lease(), most);
  const taken = pieces.map((length, index) => collector.add(Buffer.alloc(length, index + 1)));
  const free = [...Array(memory + 1).keys()].filter((bytes) => total.hasRoom(bytes)).length - 1;
  return { taken, bytes: collector.bytes(), held: memory - free };
};

describe('the bytes of a body', () => {
  it.each([
    ['of a length that was announced', 20_000, [15_000, 5_000], 20_000],
    ['up to what is allowed', 40_000, [20_000, 1], 40_000],
    ['shorter than it may be', 1_000_000, [10, 10], 16_384],
    ['none at all', 1_000_000, [], 0],
  ])('%s hold no more memory than can come', (_name, most, pieces, held) => {
    const collected = collect(100_000, most, pieces);
    expect(collected.bytes).toEqual(Buffer.concat(pieces.map((length, index) => Buffer.alloc(length, index + 1))));
    expect(collected.held).toBe(held);
  });

  it('are not taken when there is no memory for them', () => {
    const { taken, bytes } = collect(20_000, 1_000_000, [16_000, 1_000]);
    expect([taken, bytes.length]).toEqual([[true, false], 16_000]);
  });
});
