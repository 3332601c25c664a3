import { z } from 'zod';
import { pageQuerySchema } from '#shared/page.ts';

export const jobNameSchema = z
  .string()
  .max(60)
  .regex(/^[a-z]+(-[a-z]+)*$/);
export const jobIdSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const dismissalSchema = z.object({ reason: z.string().trim().min(2).max(500) });
export const jobRunQuerySchema = pageQuerySchema.extend({ job: jobNameSchema.optional() });

/** One try of a job. */
export const jobRunSchema = z.object({
  id: z.number().int(),
  job: z.string(),
  title: z.string(),
  attempt: z.number().int(),
  mostAttempts: z.number().int(),
  startedAt: z.iso.datetime(),
  /** null: under way, or its process died */
  finishedAt: z.iso.datetime().nullable(),
  outcome: z.enum(['done', 'failed']).nullable(),
  error: z.string().nullable(),
});
export type JobRunShown = z.output<typeof jobRunSchema>;

/** A job of the product with its plan and its last run. */
export const scheduledJobSchema = z.object({
  job: z.string(),
  title: z.string(),
  /** `02:00` of every day in China; null for work that is only asked for */
  nightlyAt: z.string().nullable(),
  nextRunAt: z.iso.datetime().nullable(),
  state: z.enum(['idle', 'waiting', 'running', 'retrying', 'dead']),
  last: jobRunSchema.nullable(),
  /** end of the newest run that went well */
  doneAt: z.iso.datetime().nullable(),
});
export type ScheduledJob = z.output<typeof scheduledJobSchema>;

/** A job whose tries all failed. */
export const deadJobSchema = z.object({
  id: z.number().int(),
  job: z.string(),
  title: z.string(),
  attempts: z.number().int(),
  since: z.iso.datetime(),
  error: z.string(),
});
export type DeadJob = z.output<typeof deadJobSchema>;

export const jobsSchema = z.object({
  /** false: the queue could not be installed */
  isRunning: z.boolean(),
  jobs: z.array(scheduledJobSchema),
  dead: z.array(deadJobSchema),
});
export type Jobs = z.output<typeof jobsSchema>;
