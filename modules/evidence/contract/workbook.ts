/** Import and export of the evidence workbook. The outside contract fixes the names of counts and findings. */
import { z } from 'zod';

export const findingSchema = z.object({
  sheet: z.string(),
  row: z.number().int(),
  column: z.string(),
  cell: z.string(),
  value: z.string(),
  rule: z.string(),
  message: z.string(),
  suggestion: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

export const sheetCountsSchema = z.object({
  sheet: z.string(),
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
});

export const reportedRowSchema = z.object({
  sheet: z.string(),
  row: z.number().int(),
  cells: z.array(z.object({ column: z.string(), value: z.string() })),
});
export type ReportedRow = z.infer<typeof reportedRowSchema>;

export const importOutcomeSchema = z.object({
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  /** for undoing; null when nothing was written */
  batch: z.string().nullable(),
  sheets: z.array(sheetCountsSchema),
  findings: z.array(findingSchema),
  notices: z.array(findingSchema),
  /** the first rows with findings, as they stand in the file */
  rows: z.array(reportedRowSchema),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

/** An import or export of the caller's own that is running now. */
export const workUnderWaySchema = z.object({
  fileName: z.string(),
  work: z.enum(['check', 'import', 'export']),
  startedAt: z.string(),
  seconds: z.number().int(),
  /** rows per second over all sheets; null in the first second */
  rate: z.number().int().nullable(),
  secondsLeft: z.number().int().nullable(),
  sheet: z.string(),
  stage: z.enum(['checking', 'writing', 'counting', 'exporting']),
  /** rows of this sheet done so far */
  rows: z.number().int(),
});
export type WorkUnderWay = z.infer<typeof workUnderWaySchema>;

export const importBatchSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  status: z.enum(['applied', 'undone']),
  createdAt: z.string(),
  createdByName: z.string(),
  undoneAt: z.string().nullable(),
  undoneReason: z.string().nullable(),
  sheets: z.array(sheetCountsSchema),
});
export type ImportBatch = z.infer<typeof importBatchSchema>;

export const reasonSchema = z.string().trim().min(1, '请填写原因。').max(500);
