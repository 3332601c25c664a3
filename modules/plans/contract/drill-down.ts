/** What stands behind a figure: child units, judged units, records, months. */
import { z } from 'zod';
import { pageSchema } from '#shared/page.ts';
import { gapStandingSchema } from './gap-task.ts';

const figureFields = {
  numerator: z.number(),
  /** null for counts */
  denominator: z.number().nullable(),
  /** unrounded; null for a quotient over nothing */
  value: z.number().nullable(),
};

export const childFigureSchema = z.object({
  code: z.string(),
  name: z.string(),
  level: z.string(),
  ...figureFields,
  failing: z.number().int(),
  met: z.boolean().nullable(),
});
export type ChildFigure = z.infer<typeof childFigureSchema>;

export const judgedUnitSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** 平顶山市 / 新华区 / 曙光街街道 */
  path: z.string(),
  /** the record judged (a station, a hub), else null */
  record: z.object({ id: z.number(), name: z.string(), register: z.string() }).nullable(),
  isFulfilled: z.boolean(),
  ...figureFields,
  /** what is missing in words, null when fulfilled */
  lacking: z.string().nullable(),
});
export type JudgedUnit = z.infer<typeof judgedUnitSchema>;
export const judgedUnitPageSchema = pageSchema(judgedUnitSchema);

export const evidenceRecordSchema = z.object({
  id: z.number(),
  register: z.string(),
  name: z.string(),
  code: z.string(),
  path: z.string(),
  begins: z.string(),
  ends: z.string().nullable(),
  quantity: z.number(),
});
export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>;
export const evidenceRecordPageSchema = pageSchema(evidenceRecordSchema);

export const monthlyFigureSchema = z.object({ month: z.string(), ...figureFields });
export type MonthlyFigure = z.infer<typeof monthlyFigureSchema>;

export const figureChangesSchema = z.object({
  from: z.string(),
  to: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  gained: z.array(z.object({ code: z.string(), name: z.string(), path: z.string() })),
  lost: z.array(z.object({ code: z.string(), name: z.string(), path: z.string() })),
  /** more changed than are listed */
  isCut: z.boolean(),
});
export type FigureChanges = z.infer<typeof figureChangesSchema>;

export const gapSchema = z.object({
  targetId: z.string(),
  targetName: z.string(),
  code: z.string(),
  name: z.string(),
  path: z.string(),
  lacking: z.string(),
  missing: z.number().nullable(),
  responsible: z.string(),
  /** what is at hand to close it: the nearest platform, groups close to counting; null when nothing is, or not to be seen */
  help: z.string().nullable(),
  /** the record that is judged; null for the unit itself */
  recordId: z.number().nullable(),
  /** the task under way; null when nobody has it, or not to be seen */
  task: gapStandingSchema.nullable(),
});
export type Gap = z.infer<typeof gapSchema>;
