import { GroupWriter } from '../../../src/server/inbox/GroupWriter';

const LIMITS = { rows: 3, size: 100, waitingRows: 5, waitingSize: 1_000 };

/** A writer whose first group is being written until `release`; a negative item can't be written. */
function setUp() {
  const groups: number[][] = [];
  let release = () => undefined as void;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const writer = new GroupWriter<number>(async (items) => {
    groups.push(items);
    await gate;
    return items.map((item) => (item < 0 ? 'bad' : undefined));
  }, LIMITS);
  return { groups, release, writer };
}

describe('GroupWriter', () => {
  it('writes the first at once and the others together, in order, up to the limit of rows', async () => {
    const { groups, release, writer } = setUp();
    const results = [1, 2, 3, 4, 5].map((item) => writer.add(item, 1));
    expect(groups).toEqual([[1]]);
    release();
    await Promise.all(results);
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
  });

  it.each([
    ['exactly the limit', [1, 60, 40], [[1], [60, 40]]],
    ['one byte more', [1, 60, 41], [[1], [60], [41]]],
    ['one item larger than the limit', [1, 60, 500, 2], [[1], [60], [500], [2]]],
  ])('bounds the size of a group: %s', async (_name, sizes, expected) => {
    const { groups, release, writer } = setUp();
    const results = sizes.map((size) => writer.add(size, size));
    release();
    await Promise.all(results);
    expect(groups).toEqual(expected);
  });

  it('tells each item its own error', async () => {
    const { release, writer } = setUp();
    const results = [1, -2, 3].map((item) => writer.add(item, 1));
    release();
    expect(await Promise.all(results)).toEqual([undefined, 'bad', undefined]);
  });

  it('takes a list without errors for success', async () => {
    const writer = new GroupWriter<number>(async () => [], LIMITS);
    expect(await Promise.all([writer.add(1, 1), writer.add(2, 1)])).toEqual([undefined, undefined]);
  });

  it('tells the whole group when writing it throws, and goes on with the next', async () => {
    const error = new Error('no connection');
    const groups: number[][] = [];
    const writer = new GroupWriter<number>(async (items) => {
      groups.push(items);
      if (items.includes(2)) throw error;
      return [];
    }, LIMITS);
    const results = [1, 2, 3, 4, 5].map((item) => writer.add(item, 1));
    expect(await Promise.all(results)).toEqual([undefined, error, error, error, undefined]);
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
    expect(await writer.add(6, 1)).toBeUndefined();
  });

  it('never writes two groups at once', async () => {
    let writing = 0;
    let most = 0;
    const writer = new GroupWriter<number>(async () => {
      most = Math.max(most, (writing += 1));
      await new Promise((resolve) => setImmediate(resolve));
      writing -= 1;
      return [];
    }, LIMITS);
    await Promise.all(Array.from({ length: 20 }, (_, item) => writer.add(item, 1)));
    await writer.add(20, 1);
    expect([most, writing]).toEqual([1, 0]);
  });

  describe('room', () => {
    it.each([
      ['rows, which those being written do not count towards', [1, 1, 1, 1, 1], true],
      ['one row more', [1, 1, 1, 1, 1, 1], false],
      ['bytes, likewise', [900, 500, 499], true],
      ['one byte more', [900, 500, 500], false],
    ])('is bounded by %s', (_name, sizes, hasRoom) => {
      const { writer } = setUp();
      for (const size of sizes) void writer.add(0, size);
      expect(writer.hasRoom).toBe(hasRoom);
    });

    it('is back when the waiting have been written', async () => {
      const { release, writer } = setUp();
      const results = Array.from({ length: 6 }, () => writer.add(0, 400));
      expect(writer.hasRoom).toBe(false);
      release();
      await Promise.all(results);
      expect(writer.hasRoom).toBe(true);
    });
  });

  describe('drain', () => {
    it('returns at once when there is nothing to write', async () => {
      const { writer } = setUp();
      await writer.drain();
    });

    it('waits for what is being written, what waits, and what comes meanwhile', async () => {
      const { groups, release, writer } = setUp();
      const written: number[] = [];
      const add = (item: number) => void writer.add(item, 1).then(() => written.push(item));
      add(1);
      add(2);
      let drained = false;
      const draining = writer.drain().then(() => (drained = true));
      add(3);
      await new Promise((resolve) => setImmediate(resolve));
      expect([drained, written]).toEqual([false, []]);
      release();
      await draining;
      expect(groups).toEqual([[1], [2, 3]]);
      expect(written).toEqual([1, 2, 3]);
    });

    it('does not fail when a write does', async () => {
      const writer = new GroupWriter<number>(() => Promise.reject(new Error('no')), LIMITS);
      const result = writer.add(1, 1);
      await writer.drain();
      expect(await result).toEqual(new Error('no'));
    });
  });
});
