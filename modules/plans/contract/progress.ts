/** The progress document that other programs rely on (outside contract): one entry per target of a plan, there and then. */
import { z } from 'zod';
import { targetKindSchema } from './plan-target.ts';

export const figureStatusSchema = z.enum(['met', 'onTrack', 'atRisk', 'missed', 'notStarted', 'noData', 'shown']);

export const forecastSchema = z.object({
  low: z.number(),
  high: z.number(),
  mean: z.number(),
  deviation: z.number(),
  daysLeft: z.number().int(),
});

export const targetProgressSchema = z.object({
  id: z.string(),
  name: z.string(),
  clause: z.object({ document: z.string(), line: z.number().int(), quote: z.string() }),
  kind: targetKindSchema,
  /** unrounded */
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  unit: z.string(),
  threshold: z.number().nullable(),
  comparison: z.literal('>=').nullable(),
  deadline: z.iso.date(),
  met: z.boolean().nullable(),
  status: figureStatusSchema,
  failing: z.object({ count: z.number().int(), sample: z.array(z.string()) }),
  parts: z.array(z.object({ name: z.string(), value: z.number().nullable() })).optional(),
  /** only where it decides: not met and the deadline still ahead */
  forecast: forecastSchema.nullable().optional(),
});
export type TargetProgress = z.infer<typeof targetProgressSchema>;

export const progressSchema = z.object({
  plan: z.string(),
  division: z.string(),
  asOf: z.iso.date(),
  targets: z.array(targetProgressSchema),
});
export type Progress = z.infer<typeof progressSchema>;
