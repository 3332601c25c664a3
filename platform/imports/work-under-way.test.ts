import { describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { listWorkUnderWay, watchedWork } from './work-under-way.ts';

/** Only the actor and the instant matter here. */
function contextOf(actorId: string, now: string): Context {
  return { actor: { ...systemActor('system:cli'), id: actorId }, now: new Date(now) } as Context;
}

describe('imports and exports under way', () => {
  const clerk = contextOf('clerk', '2023-11-20T04:00:00Z');
  const later = contextOf('clerk', '2023-11-20T04:00:07Z');

  it('show their owner where they are and how long they will take, nobody else, and end with the work', async () => {
    await watchedWork(clerk, { name: 'a.xlsx', work: 'check' }, async (onProgress) => {
      onProgress({ sheet: '社工站', stage: 'checking', rows: 200, allRows: 1400 });
      onProgress({ sheet: '培训', stage: 'checking', rows: 500, allRows: 1400 });
      const place = { sheet: '培训', stage: 'checking', rows: 500 };
      expect(listWorkUnderWay(later)).toEqual([
        { fileName: 'a.xlsx', work: 'check', startedAt: '2023-11-20T04:00:00.000Z', seconds: 7, rate: 100, secondsLeft: 7, ...place },
      ]);
      expect(listWorkUnderWay(contextOf('other', '2023-11-20T04:00:07Z'))).toEqual([]);
    });
    expect(listWorkUnderWay(clerk)).toEqual([]);
  });

  it('promise no time while nobody knows it: not counted, in the first second, while figures are counted', async () => {
    await watchedWork(clerk, { name: 'a.xlsx', work: 'import' }, async (onProgress) => {
      onProgress({ sheet: '培训', stage: 'checking', rows: 500, allRows: null });
      expect(listWorkUnderWay(later)).toMatchObject([{ secondsLeft: null }]);
      onProgress({ sheet: '培训', stage: 'writing', rows: 500, allRows: 1000 });
      expect(listWorkUnderWay(clerk)).toMatchObject([{ rate: null, secondsLeft: null }]);
      expect(listWorkUnderWay(later)).toMatchObject([{ secondsLeft: 0 }]);
      onProgress({ sheet: '', stage: 'counting', rows: 0, allRows: 1000 });
      expect(listWorkUnderWay(later)).toMatchObject([{ secondsLeft: null }]);
    });
  });

  it('end with a failure too', async () => {
    await expect(watchedWork(clerk, { name: 'a.xlsx', work: 'import' }, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(listWorkUnderWay(clerk)).toEqual([]);
  });
});
