import { describe, expect, it } from 'vitest';
import { namesWithRoom } from './names-with-room.ts';

const at = (x: number, y: number, size = 1, signs = 3) => ({ x, y, signs, size });

describe('names on a map', () => {
  it('that touch give way to that of the larger area', () => {
    expect(namesWithRoom([at(0, 0, 1), at(30, 10, 5), at(200, 0, 1)], 10)).toEqual([1, 2]);
  });
  it('stand side by side and below one another where there is room', () => {
    expect(namesWithRoom([at(0, 0), at(41, 0), at(0, 24)], 10)).toEqual([0, 1, 2]);
  });
  it('of many signs take more room', () => {
    expect(namesWithRoom([at(0, 0, 9, 8), at(50, 0)], 10)).toEqual([0]);
  });
  it('are none where there is none', () => expect(namesWithRoom([at(0, 0)], Infinity)).toEqual([]));
});
