/**
 * A target of a plan file: one sentence of the policy made countable. The formula says what is counted; everything else
 * says how the figure is judged and how it is explained to people.
 */
import { z } from 'zod';
import { formulaSchema } from '#engines/indicators/formula.ts';

/** Text copied to the letter from one line of a source document. `document` is the file name, `line` counts from 1. */
export const quoteSchema = z.strictObject({
  document: z.string().min(1),
  line: z.number().int().positive(),
  quote: z.string().min(1),
});
export type Quote = z.infer<typeof quoteSchema>;

/** How a target's figure reads; the outside contract fixes these names. */
export const targetKindSchema = z.enum(['count', 'average', 'share', 'eachAtLeast', 'lines', 'named', 'coverage', 'parts', 'milestone']);
export type TargetKind = z.infer<typeof targetKindSchema>;

/** How the plan's words were read where they leave room; `ids` are explained in `plans/README.md`. */
export const readingSchema = z.strictObject({
  ids: z.array(z.string().regex(/^[AR]\d{1,2}$/)).min(1),
  text: z.string().min(1),
});

/** A second, higher line that is shown beside the threshold and judged for nobody ("1 至 2 名": at least 1, goal 2). */
export const goalSchema = z.strictObject({ name: z.string().min(1), atLeast: z.number().int().positive() });

export const targetSchema = z.strictObject({
  /** `GZ-Q02`; never reused for another meaning */
  id: z.string().regex(/^[A-Z][A-Z0-9]*-Q\d{2}$/),
  /** plain Chinese, short enough for a tile */
  name: z.string().min(1).max(40),
  clause: quoteSchema,
  /** further places that say the same or go on with it (a page break, a second document of the plan) */
  alsoAt: z.array(quoteSchema).min(1).optional(),
  kind: targetKindSchema,
  /** what one step of the figure is, in Chinese: 街道(乡镇), 家, 人次 */
  unit: z.string().min(1),
  formula: formulaSchema,
  /** a share between 0 and 1, a count or an average; null where the plan sets none and none is chosen */
  threshold: z.number().positive().nullable(),
  /** `policy`: the number stands in the document; `setting`: the document says "基本" or "普遍" and the office chooses; `none` */
  thresholdBasis: z.enum(['policy', 'setting', 'none']),
  comparison: z.literal('>=').nullable(),
  /** the stated day (the last line's for recurring targets); null: the plan's last day applies */
  deadline: z.iso.date().nullable(),
  /** `ownDivision`: the threshold means nothing below the plan's own division, so `met` stays null there */
  judgedAt: z.enum(['everywhere', 'ownDivision']),
  goal: goalSchema.optional(),
  /** one or two Chinese sentences for users: how it is counted */
  countingRule: z.string().min(1),
  reading: readingSchema.optional(),
  /** registers of the evidence workbook (sheet names) that the figure draws on; empty for milestones */
  evidence: z.array(z.string().min(1)),
  /** duties of the same plan that this target measures */
  duties: z.array(z.string()),
});
export type Target = z.infer<typeof targetSchema>;
