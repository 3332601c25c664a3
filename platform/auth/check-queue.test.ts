import { expect, it } from 'vitest';
import { createCheckQueue, type Waiting } from './check-queue.ts';

function visit(queue: ReturnType<typeof createCheckQueue>, who: Waiting, name: string, seen: string[]): Promise<() => void> | undefined {
  return queue.enter(who)?.then((leave) => {
    seen.push(name);
    return leave;
  });
}

it('takes so many at once, the known before strangers, each in the order of coming, and turns away who would wait too long', async () => {
  const queue = createCheckQueue({ atOnce: 1, mostWaiting: { known: 1, stranger: 2 } });
  const seen: string[] = [];
  const first = visit(queue, 'stranger', 'first', seen);
  const waiting = [visit(queue, 'stranger', 'second', seen), visit(queue, 'stranger', 'third', seen), visit(queue, 'known', 'known', seen)];
  expect([visit(queue, 'stranger', 'fourth', seen), visit(queue, 'known', 'another', seen)]).toEqual([undefined, undefined]);
  for (const turn of [first, waiting[2], waiting[0], waiting[1]]) (await turn)?.();
  expect(seen).toEqual(['first', 'known', 'second', 'third']);
  // nobody is left: it takes the next at once
  (await visit(queue, 'stranger', 'later', seen))?.();
  (await visit(queue, 'known', 'last', seen))?.();
  expect(seen.slice(4)).toEqual(['later', 'last']);
});
