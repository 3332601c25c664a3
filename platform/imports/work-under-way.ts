import type { Context } from '../context.ts';
import type { ImportProgress } from './import-run.ts';

export interface WorkProgress extends Omit<ImportProgress, 'stage'> {
  stage: ImportProgress['stage'] | 'exporting';
}

/** An import or export that this process is working on, as its owner may watch it from any page. */
export interface WorkUnderWay extends Omit<WorkProgress, 'allRows'> {
  fileName: string;
  work: 'check' | 'import' | 'export';
  startedAt: string;
  seconds: number;
  /** rows per second so far, over all sheets and stages; null in the first second */
  rate: number | null;
  /** at the rate so far; null as long as nobody can tell */
  secondsLeft: number | null;
}

interface Entry {
  actorId: string;
  fileName: string;
  work: WorkUnderWay['work'];
  startedAt: Date;
  progress: WorkProgress;
  /** rows of the sheets and stages before the one under way */
  finishedRows: number;
}

/** Progress is of the moment and dies with the process, like the work itself. */
const underWay = new Set<Entry>();

/** Runs an import or export so that its owner can watch it: stage, sheet, rows done, rate and time left. */
export async function watchedWork<T>(
  context: Context,
  file: { name: string; work: WorkUnderWay['work'] },
  work: (onProgress: (progress: WorkProgress) => void) => Promise<T>,
): Promise<T> {
  const entry: Entry = {
    actorId: context.actor.id,
    fileName: file.name,
    work: file.work,
    startedAt: context.now,
    progress: { sheet: '', stage: file.work === 'export' ? 'exporting' : 'checking', rows: 0, allRows: null },
    finishedRows: 0,
  };
  underWay.add(entry);
  try {
    return await work((progress) => {
      const before = entry.progress;
      if (before.sheet !== progress.sheet || before.stage !== progress.stage) entry.finishedRows += before.rows;
      entry.progress = progress;
    });
  } finally {
    underWay.delete(entry);
  }
}

/** The caller's own imports and exports under way, oldest first; nobody sees those of others. */
export function listWorkUnderWay(context: Context): WorkUnderWay[] {
  return [...underWay]
    .filter((entry) => entry.actorId === context.actor.id)
    .map(({ fileName, work, startedAt, progress: { allRows, ...progress }, finishedRows }) => {
      const seconds = Math.max(0, Math.round((context.now.getTime() - startedAt.getTime()) / 1000));
      const done = finishedRows + progress.rows;
      const rate = seconds > 0 ? Math.round(done / seconds) : null;
      const secondsLeft =
        rate === null || rate === 0 || allRows === null || progress.stage === 'counting' ? null : Math.max(0, Math.ceil((allRows - done) / rate));
      return { fileName, work, startedAt: startedAt.toISOString(), seconds, rate, secondsLeft, ...progress };
    });
}
