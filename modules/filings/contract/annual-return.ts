/** Yearly duty of registered organizations (X02 art.28; X03 art.23; X07). */
import { z } from 'zod';

export const ANNUAL_RESULTS = ['合格', '基本合格', '不合格'] as const;

export const annualDutySchema = z.object({
  organizationId: z.string(),
  name: z.string(),
  division: z.string(),
  year: z.number().int(),
  /** inspection, or the report that replaced it */
  mode: z.string(),
  supervisorDueOn: z.string().nullable(),
  dueOn: z.string(),
  supervisorOn: z.string().nullable(),
  submittedOn: z.string().nullable(),
  result: z.enum(ANNUAL_RESULTS).nullable(),
  reviewedOn: z.string().nullable(),
  rectifyBy: z.string().nullable(),
  rectifiedOn: z.string().nullable(),
  standing: z.enum(['未报送', '逾期未报', '待审查', '已审查', '整改中', '整改逾期', '已整改']),
  version: z.number().int(),
});
export type AnnualDuty = z.infer<typeof annualDutySchema>;

/** Absent fields stay; the next thing that happened with the report. */
export const annualInputSchema = z.object({
  /** 0 where nothing was recorded yet */
  version: z.number().int().min(0),
  supervisorOn: z.iso.date().optional(),
  submittedOn: z.iso.date().optional(),
  result: z.enum(ANNUAL_RESULTS).optional(),
  rectifiedOn: z.iso.date().optional(),
  note: z.string().max(500).optional(),
});
export type AnnualInput = z.infer<typeof annualInputSchema>;
