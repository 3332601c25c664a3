import { describe, expect, it } from 'vitest';
import { shareNextRun } from './share-next-run.ts';

/** Runs that end when they are told to. */
function runs() {
  const ends: ((value: number | Error) => void)[] = [];
  const ask = shareNextRun(
    () =>
      new Promise<number>((resolve, reject) => {
        ends.push((value) => (value instanceof Error ? reject(value) : resolve(value)));
      }),
  );
  return { ask, ends };
}
const soon = () => new Promise(setImmediate);

describe('a shared run', () => {
  it('serves all who asked before it began, and nobody who asks while it runs', async () => {
    const { ask, ends } = runs();
    const before = [ask(), ask()];
    await soon();
    expect(ends).toHaveLength(1);
    const during = [ask(), ask()];
    await soon();
    expect(ends).toHaveLength(1);
    ends[0]?.(1);
    expect(await Promise.all(before)).toEqual([1, 1]);
    await soon();
    ends[1]?.(2);
    expect(await Promise.all(during)).toEqual([2, 2]);
  });

  it('that failed fails those alone who shared it', async () => {
    const { ask, ends } = runs();
    const failing = ask();
    await soon();
    const next = ask();
    ends[0]?.(new Error('down'));
    await expect(failing).rejects.toThrow('down');
    await soon();
    ends[1]?.(2);
    expect(await next).toBe(2);
  });
});
