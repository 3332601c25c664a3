import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { countJobRuns, listJobRuns as listRuns } from '#platform/jobs/job-runs.ts';
import { decodeCursor, encodeCursor, type Page } from '#shared/page.ts';
import type { JobRunShown, jobRunQuerySchema } from '../../contract/schemas.ts';
import { titleOf } from '../domain/job-title.ts';
import type { OperationMeans } from '../means.ts';
import { requireWhole } from '../require-whole.ts';
import { shownRun } from '../show-run.ts';

/** Every try of a job or of all, the newest first. @throws PERMISSION_MISSING, OPERATIONS_WHOLE */
export async function listJobRuns(context: Context, { jobs }: OperationMeans, query: z.output<typeof jobRunQuerySchema>): Promise<Page<JobRunShown>> {
  requireWhole(context);
  const before = positionOf(query.cursor);
  const runs = await listRuns(context.platform.db, {
    ...(query.job === undefined ? {} : { job: query.job }),
    ...(before === undefined ? {} : { before }),
    limit: query.limit + 1,
  });
  const items = runs.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map((run) => shownRun(run, titleOf(run.job, jobs))),
    nextCursor: runs.length > query.limit && last ? encodeCursor([last.startedAt.toISOString(), last.id]) : null,
    total: query.withTotal ? await countJobRuns(context.platform.db, query.job) : null,
  };
}

function positionOf(cursor: string | undefined): { startedAt: Date; id: number } | undefined {
  const [at, id] = decodeCursor(cursor ?? '') ?? [];
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'number' && Number.isSafeInteger(id)
    ? { startedAt: new Date(at), id }
    : undefined;
}
