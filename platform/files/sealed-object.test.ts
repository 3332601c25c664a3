import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openObject, sealedSize, sealObject } from './sealed-object.ts';

const KEY = Buffer.alloc(32, 5);
const NAME = 'a'.repeat(32);

async function part(sealed: Buffer, size: number, from?: number, to?: number, name = NAME): Promise<Buffer> {
  const object = { fileKey: KEY, name, size, take: async (start: number, end: number) => sealed.subarray(start, end) };
  return Buffer.concat(await Array.fromAsync(openObject(object, from, to)));
}

describe('a sealed object', () => {
  it('gives back the whole and any part of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300_000 }), fc.nat(), fc.nat(), async (size, one, other) => {
        const content = Buffer.alloc(size).map((_byte, index) => (index * 31 + size) % 256);
        const sealed = sealObject(KEY, NAME, content);
        const [from = 0, to = 0] = [one % (size + 1), other % (size + 1)].toSorted((a, b) => a - b);
        expect(sealed.length).toBe(sealedSize(size));
        expect(Buffer.compare(await part(sealed, size), content)).toBe(0);
        expect(Buffer.compare(await part(sealed, size, from, to), content.subarray(from, to))).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('is refused when a bit differs, a piece is missing or exchanged, or it is another object', async () => {
    const content = Buffer.alloc(200_000, 'w');
    const sealed = sealObject(KEY, NAME, content);
    const piece = 65_536 + 32;
    const exchanged = Buffer.concat([sealed.subarray(piece, 2 * piece), sealed.subarray(0, piece), sealed.subarray(2 * piece)]);
    for (const [bad, size] of [
      [sealed.subarray(0, -1), 200_000],
      [sealed.subarray(0, 2 * piece), 131_072],
      [exchanged, 200_000],
    ] as const)
      await expect(part(bad, size)).rejects.toThrow('was changed');
    await expect(part(sealed, 200_000, 0, 200_000, 'b'.repeat(32))).rejects.toThrow('was changed');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bad = Buffer.from(sealed);
        bad[at] = (bad[at] ?? 0) ^ flip;
        await expect(part(bad, 200_000)).rejects.toThrow('was changed');
      }),
      { numRuns: 30 },
    );
  });
});
