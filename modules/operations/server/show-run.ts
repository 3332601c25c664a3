import type { JobRun } from '#platform/jobs/job-runs.ts';
import type { JobRunShown } from '../contract/schemas.ts';

export function shownRun({ startedAt, finishedAt, ...run }: JobRun, title: string): JobRunShown {
  return { ...run, title, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}
