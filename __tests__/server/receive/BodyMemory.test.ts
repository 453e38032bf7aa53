import { BodyMemory } from '../../../src/server/receive/BodyMemory';

const KIB = 1024;
const MIB = KIB * KIB;

describe('BodyMemory of 16 MiB', () => {
  it('leaves a quarter to small bodies', () => {
    const memory = new BodyMemory(16 * MIB);
    const large = memory.lease();
    expect([large.take(12 * MIB), large.take(1)]).toEqual([true, false]);
    expect([memory.hasRoom(64 * KIB), memory.hasRoom(64 * KIB + 1)]).toEqual([true, false]);
    const small = Array.from({ length: 64 }, () => memory.lease());
    expect(small.map((lease) => lease.take(64 * KIB))).toEqual(Array(64).fill(true));
    expect(memory.hasRoom(1)).toBe(false);
    large.release();
    expect(memory.hasRoom(8 * MIB)).toBe(true);
  });

  it('counts a body that grows as large from where it is', () => {
    const memory = new BodyMemory(16 * MIB);
    memory.lease().take(12 * MIB);
    const growing = memory.lease();
    expect([growing.take(60 * KIB), growing.take(4 * KIB), growing.take(1)]).toEqual([true, true, false]);
  });

  it('gives one source half of the rest, and the others theirs', () => {
    const memory = new BodyMemory(16 * MIB);
    const leases = Array.from({ length: 3 }, () => memory.lease('203.0.113.9'));
    expect(leases.map((lease) => lease.take(3 * MIB))).toEqual([true, true, false]);
    expect([memory.hasRoom(MIB, '203.0.113.9'), memory.hasRoom(64 * KIB, '203.0.113.9')]).toEqual([false, true]);
    expect([memory.hasRoom(6 * MIB, '198.51.100.1'), memory.hasRoom(6 * MIB)]).toEqual([true, true]);
    leases[0].release();
    leases[0].release();
    expect(memory.hasRoom(3 * MIB, '203.0.113.9')).toBe(true);
  });
});
