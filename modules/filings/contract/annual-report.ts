/** What a registered organization reports of a year (dossier 4.8; X02 art.28, X05 art.18, X31). */
import { z } from 'zod';
import { storedFileSchema } from '#shared/stored-file.ts';

const text = z.string().trim().max(2000);
const fen = z.number().int().min(0).max(1e13);

export const annualContentSchema = z.strictObject({
  /** 遵纪守法 */
  lawCompliance: text.optional(),
  /** changes of what is registered */
  registeredChanges: text.optional(),
  activityCount: z.number().int().min(0).max(100_000).optional(),
  activities: text.optional(),
  staffChanges: text.optional(),
  income: fen.optional(),
  expenses: fen.optional(),
  donations: text.optional(),
  volunteering: text.optional(),
  partyBuilding: text.optional(),
  awardsAndPenalties: text.optional(),
  other: text.optional(),
});
export type AnnualContent = z.infer<typeof annualContentSchema>;

export const ANNUAL_LABELS: Record<keyof AnnualContent, string> = {
  lawCompliance: '遵守法律和政策的情况',
  registeredChanges: '登记事项变更的情况',
  activityCount: '全年开展活动多少次',
  activities: '按章程开展活动的情况',
  staffChanges: '负责人、工作人员和机构的变化',
  income: '全年收入（元）',
  expenses: '全年支出（元）',
  donations: '接受和给出的捐赠、资助',
  volunteering: '志愿服务记录和证明',
  partyBuilding: '党建工作',
  awardsAndPenalties: '获奖和受处罚的情况',
  other: '其他要说明的',
};
/** What must be answered before it is handed in; the rest may be empty. */
export const ANNUAL_NEEDED = [
  'lawCompliance',
  'activityCount',
  'activities',
  'income',
  'expenses',
  'partyBuilding',
] as const satisfies readonly (keyof AnnualContent)[];

/** Enclosures of one report. */
export const ANNUAL_FILES = 9;

export const annualReportSchema = z.object({
  organizationId: z.string(),
  name: z.string(),
  year: z.number().int(),
  content: annualContentSchema,
  /** what is enclosed, oldest first */
  files: z.array(storedFileSchema),
  handedInOn: z.string().nullable(),
  handedInByName: z.string().nullable(),
  version: z.number().int(),
});
export type AnnualReport = z.infer<typeof annualReportSchema>;
