import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';

/** What is to be reported before it is held (HN-D54, GZ-D55, X01-D12). */
export const MAJOR_KINDS = ['节庆活动', '文化演出', '体育竞赛', '人员集会', '其他'] as const;
export type MajorKind = (typeof MAJOR_KINDS)[number];

export const REPORT_STATES = { reported: '已报告，待答复', noted: '街道已知悉', objected: '街道有异议', resulted: '已报结果', withdrawn: '已撤回' } as const;
export type ReportState = keyof typeof REPORT_STATES;
const stateSchema = z.enum(['reported', 'noted', 'objected', 'resulted', 'withdrawn']);

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const idParams = z.object({ id: recordId });
const version = z.number().int().min(1);
const text = (missing: string, most = 2000) => z.string().trim().min(1, missing).max(most, `请不超过 ${most} 个字。`);
const MOST_PEOPLE = 10_000_000;
const MOST_FEN = 10_000_000_000;

export const majorInputSchema = z
  .object({
    kind: z.enum(MAJOR_KINDS, { error: '请选活动的种类。' }),
    title: text('请填写活动名称。', 100),
    content: text('请写明活动的内容和方式。'),
    startsOn: z.iso.date({ error: '请填写开始的日期。' }),
    endsOn: z.iso.date({ error: '请填写结束的日期。' }),
    place: text('请写明地点。', 200),
    expectedPeople: z.number({ error: '请填写预计的人数。' }).int().min(0).max(MOST_PEOPLE),
    fundSource: z.string().trim().max(200).nullable(),
    /** in fen */
    fundFen: z.number().int().min(0).max(MOST_FEN).nullable(),
    safetyPlan: text('请写明安全措施：谁负责，怎么疏散，突发情况怎么办。'),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ['endsOn'], message: '结束不能早于开始。' });
export type MajorInput = z.output<typeof majorInputSchema>;

export const majorResultSchema = z.object({
  effect: text('请写明活动的效果和社会影响。'),
  problems: z.string().trim().max(2000).nullable(),
  next: z.string().trim().max(2000).nullable(),
  participants: z.number({ error: '请填写实际的人数。' }).int().min(0).max(MOST_PEOPLE),
});
export type MajorResult = z.output<typeof majorResultSchema>;

export const majorReportSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  division: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  occasionId: z.string().nullable(),
  kind: z.enum(MAJOR_KINDS),
  title: z.string(),
  content: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  place: z.string(),
  expectedPeople: z.number().int(),
  fundSource: z.string().nullable(),
  fundFen: z.number().int().nullable(),
  safetyPlan: z.string(),
  dueOn: z.string().nullable(),
  isLate: z.boolean(),
  resultDueOn: z.string().nullable(),
  state: stateSchema,
  stateName: z.string(),
  /** unanswered though it begins, or without a result though that is due */
  isOverdue: z.boolean(),
  round: z.number().int(),
  reportedOn: z.string(),
  reportedByName: z.string(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
  answeredByName: z.string().nullable(),
  effect: z.string().nullable(),
  problems: z.string().nullable(),
  next: z.string().nullable(),
  participants: z.number().int().nullable(),
  resultedOn: z.string().nullable(),
  demonstration: z.boolean(),
});
export type MajorReport = z.infer<typeof majorReportSchema>;

/** An activity announced as a major one without a report. */
export const missingReportSchema = z.object({
  occasionId: z.string(),
  title: z.string(),
  organizationName: z.string(),
  division: z.string(),
  startsOn: z.string(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
});
export type MissingReport = z.infer<typeof missingReportSchema>;

export const reportRuleSchema = z.object({
  leadDays: z.number().int().nullable(),
  leadUnit: z.enum(['workingDays', 'days']),
  resultDays: z.number().int().nullable(),
  /** what it rests on; where no document names a number, this says so */
  basis: z.string(),
  /** whose rule it is; null: the product's default */
  division: z.string().nullable(),
  divisionName: z.string().nullable(),
  version: z.number().int(),
});
export type ReportRule = z.infer<typeof reportRuleSchema>;

export const ruleInputSchema = z.object({
  leadDays: z.number().int().min(1, '至少 1 天；不规定天数就留空。').max(60).nullable(),
  leadUnit: z.enum(['workingDays', 'days']),
  resultDays: z.number().int().min(1).max(90).nullable(),
  basis: text('请写明依据，例如本街道的通知。', 300),
});
export type RuleInput = z.output<typeof ruleInputSchema>;

const BASE = '/api/v1/major-activity-reports';

/** Reports of major activities, over the jurisdiction of an office. */
export const majorReportRoutes = {
  majorReports: defineRoute({
    method: 'GET',
    path: BASE,
    permission: 'activity.read',
    gathers: true,
    summary: '辖区内的重大活动报告',
    query: pageQuerySchema.extend({ standing: z.enum(['waiting', 'objected', 'awaitingResult', 'overdue', 'done']).optional() }),
    response: pageSchema(majorReportSchema),
  }),
  missingReports: defineRoute({
    method: 'GET',
    path: `${BASE}/missing`,
    permission: 'activity.read',
    gathers: true,
    summary: '标为重大活动、还没有报告的活动',
    query: pageQuerySchema,
    response: pageSchema(missingReportSchema),
  }),
  reportRule: defineRoute({
    method: 'GET',
    path: `${BASE}/rule`,
    permission: 'activity.read',
    summary: '本单位适用的报告规则：提前几天，结果几天内报',
    response: reportRuleSchema,
  }),
  setReportRule: defineRoute({
    method: 'PUT',
    path: `${BASE}/rule`,
    permission: 'activity.answer',
    summary: '规定本辖区的报告规则',
    body: ruleInputSchema.extend({ version: z.number().int().min(0) }),
    response: reportRuleSchema,
  }),
  submitReport: defineRoute({
    method: 'POST',
    path: BASE,
    permission: 'activity.work',
    summary: '替组织报告一次重大活动',
    body: z.object({ organizationId: recordId, occasionId: recordId.nullable(), report: majorInputSchema }),
    response: majorReportSchema,
  }),
  majorReport: defineRoute({
    method: 'GET',
    path: `${BASE}/:id`,
    permission: 'activity.read',
    summary: '一份重大活动报告',
    params: idParams,
    response: majorReportSchema,
  }),
  answerReport: defineRoute({
    method: 'POST',
    path: `${BASE}/:id/answer`,
    permission: 'activity.answer',
    summary: '答复重大活动报告：知悉，或者提出异议',
    params: idParams,
    body: z
      .object({ version, outcome: z.enum(['noted', 'objected']), answer: z.string().trim().max(2000) })
      .refine(({ outcome, answer }) => outcome === 'noted' || answer.length >= 5, {
        path: ['answer'],
        message: '有异议的，请写明要停止还是改正、改正什么。',
      }),
    response: majorReportSchema,
  }),
  resultReport: defineRoute({
    method: 'POST',
    path: `${BASE}/:id/result`,
    permission: 'activity.work',
    summary: '替组织报重大活动的结果',
    params: idParams,
    body: z.object({ version, result: majorResultSchema }),
    response: majorReportSchema,
  }),
};
