import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { actionInputSchema, applicationSchema, applicationSummarySchema, draftInputSchema, noticeSchema, stepSchema } from './application.ts';
import { annualDutySchema, annualInputSchema } from './annual-return.ts';
import { presentedRulesSchema, ruleChangeSchema, ruleSetSummarySchema } from './presented-rules.ts';
import { ruleSetFileSchema } from './rule-set-file.ts';
import { ACTIONS, PROCEDURES, STATES, STATUSES, wordsOf } from './workflow.ts';

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const division = z.string().regex(/^\d{2,12}$/);
const idParams = z.object({ id: recordId });
const procedure = z.enum(wordsOf(PROCEDURES));
const action = z.enum(wordsOf(ACTIONS));
const version = z.number().int().min(1);
const reason = z.string().trim().min(2, '请写明理由。').max(500);

const listQuery = pageQuerySchema.extend({
  division: division.optional(),
  procedure: procedure.optional(),
  state: z.enum(wordsOf(STATES)).optional(),
  standing: z.enum(['open', 'decided']).optional(),
  waiting: z.stringbool().optional(),
  mine: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  /** left lying by offices below, and told to the caller's office by the clock */
  escalated: z.stringbool().optional(),
  organization: recordId.optional(),
  q: z.string().max(100).optional(),
});
const startBody = z.object({
  procedure,
  organizationId: recordId.optional(),
  division: division.optional(),
  draft: draftInputSchema.default({}),
  atOnce: z.object({ action, input: actionInputSchema.default({}) }).optional(),
});
const editBody = draftInputSchema.extend({ version });
const actBody = z.object({ version, action, input: actionInputSchema.default({}), draft: draftInputSchema.optional() });

/** Desks of offices: everything of the jurisdiction. */
export const filingRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/applications',
    permission: 'filing.read',
    gathers: true,
    summary: '辖区内的申请',
    query: listQuery,
    response: pageSchema(applicationSummarySchema),
  }),
  start: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/applications',
    permission: 'filing.enter',
    summary: '新建申请（草稿），可同时办理一步',
    body: startBody,
    response: applicationSchema,
  }),
  get: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/applications/:id',
    permission: 'filing.read',
    summary: '一件申请，含材料、经过和可办事项',
    params: idParams,
    response: applicationSchema,
  }),
  edit: defineRoute({
    method: 'PATCH',
    path: '/api/v1/filings/applications/:id',
    permission: 'filing.enter',
    summary: '填写申请',
    params: idParams,
    body: editBody,
    response: applicationSchema,
  }),
  act: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/applications/:id/actions',
    permission: 'filing.enter',
    summary: '办理一步：提交、推荐、补正、准予、不予……',
    params: idParams,
    body: actBody,
    response: applicationSchema,
  }),
  actOnMany: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/batch',
    permission: 'filing.enter',
    summary: '对多件申请办理同一步，逐件成败',
    body: z.object({
      action,
      input: actionInputSchema.default({}),
      items: z
        .array(z.object({ id: recordId, version }))
        .min(1)
        .max(100),
    }),
    response: z.object({ outcomes: z.array(z.object({ id: z.string(), done: z.boolean(), code: z.string().nullable(), problem: z.string().nullable() })) }),
  }),
  handOver: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/hand-over',
    permission: 'filing.hand-over',
    summary: '把一个人手上的全部（或几件）未办结申请交给同事',
    body: z.object({ to: z.string().min(1).max(60), from: z.string().max(20).nullable(), ids: z.array(recordId).max(200).optional(), reason }),
    response: z.object({ count: z.number().int() }),
  }),
  takers: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/hand-over/takers',
    permission: 'filing.hand-over',
    summary: '可以接手的同事：移交谁的，就是谁的同事；还没有人经办的，是自己的同事',
    query: z.object({
      from: z
        .string()
        .regex(/^\d{1,16}$/)
        .optional(),
    }),
    response: z.object({ items: z.array(z.object({ account: z.string(), name: z.string(), office: z.string() })) }),
  }),
  timeline: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/organizations/:id',
    permission: 'filing.read',
    summary: '一个组织的办理经过和现在可以办理的事项',
    params: idParams,
    response: z.object({
      status: z.enum(wordsOf(STATUSES)),
      statusName: z.string(),
      name: z.string(),
      startable: z.array(z.object({ procedure, label: z.string() })),
      steps: z.array(stepSchema),
    }),
  }),
  notices: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/notices',
    permission: 'filing.read',
    gathers: true,
    summary: '辖区内发出的通知、证书和公告',
    query: pageQuerySchema.extend({ audience: z.enum(['applicant', 'office', 'public']).optional() }),
    response: pageSchema(noticeSchema),
  }),
  statistics: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/statistics',
    permission: 'filing.read',
    gathers: true,
    summary: '各单位办理数量、用时、退回和逾期',
    query: z.object({ from: z.iso.date(), to: z.iso.date() }),
    response: z.object({
      rows: z.array(
        z.object({
          division: z.string(),
          divisionName: z.string(),
          procedure,
          procedureName: z.string(),
          open: z.number().int(),
          overdue: z.number().int(),
          granted: z.number().int(),
          refused: z.number().int(),
          withdrawn: z.number().int(),
          lapsed: z.number().int(),
          returned: z.number().int(),
          meanDays: z.number().nullable(),
          slowDays: z.number().nullable(),
        }),
      ),
    }),
  }),
  rulesAt: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/rules',
    permission: 'filing.read',
    summary: '某地适用的办理规则：事项、材料、期限、条件',
    query: z.object({ division }),
    response: presentedRulesSchema.extend({ versions: z.string() }),
  }),
  annualDuties: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/annual-duties',
    permission: 'filing.read',
    gathers: true,
    summary: '已登记组织某年度的年度报告情况',
    query: pageQuerySchema.extend({ year: z.coerce.number().int().min(2000).max(2199) }),
    response: pageSchema(annualDutySchema),
  }),
  recordAnnual: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/annual-duties/:id/:year',
    permission: 'registration.decide',
    summary: '登记年度报告的报送、审查结论和整改',
    params: z.object({ id: recordId, year: z.coerce.number().int().min(2000).max(2199) }),
    body: annualInputSchema,
    response: annualDutySchema,
  }),
};

/** An applicant's own: leaders of organizations at their own door. */
export const ownFilingRoutes = {
  listOwn: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/own',
    permission: 'filing.apply',
    summary: '我的申请',
    query: listQuery,
    response: pageSchema(applicationSummarySchema),
  }),
  startOwn: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/own',
    permission: 'filing.apply',
    summary: '新建我的申请',
    body: startBody,
    response: applicationSchema,
  }),
  getOwn: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/own/:id',
    permission: 'filing.apply',
    summary: '我的一件申请',
    params: idParams,
    response: applicationSchema,
  }),
  editOwn: defineRoute({
    method: 'PATCH',
    path: '/api/v1/filings/own/:id',
    permission: 'filing.apply',
    summary: '填写我的申请',
    params: idParams,
    body: editBody,
    response: applicationSchema,
  }),
  actOwn: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/own/:id/actions',
    permission: 'filing.apply',
    summary: '提交、补正、撤回我的申请',
    params: idParams,
    body: actBody,
    response: applicationSchema,
  }),
  ownRules: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/own-rules',
    permission: 'filing.apply',
    summary: '我所在地方适用的办理规则',
    query: z.object({ division }),
    response: presentedRulesSchema.extend({ versions: z.string() }),
  }),
};

const ruleSetParams = z.object({ id: z.string().max(40) });

export const ruleSetRoutes = {
  listRuleSets: defineRoute({
    method: 'GET',
    path: '/api/v1/rule-sets',
    permission: 'rules.read',
    summary: '适用于本地和下级的规则',
    response: z.object({ ruleSets: z.array(ruleSetSummarySchema) }),
  }),
  getRuleSet: defineRoute({
    method: 'GET',
    path: '/api/v1/rule-sets/:id',
    permission: 'rules.read',
    summary: '一套规则及其含义、流程图和历次版本',
    params: ruleSetParams,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    response: z.object({
      id: z.string(),
      version: z.number().int(),
      inForce: z.number().int(),
      content: ruleSetFileSchema,
      resolved: presentedRulesSchema,
      /** what would hold there without this set; null for the one that has none above */
      above: presentedRulesSchema.nullable(),
      versions: z.array(z.object({ version: z.number().int(), reason: z.string(), publishedAt: z.string() })),
      mayEdit: z.boolean(),
    }),
  }),
  previewRuleSet: defineRoute({
    method: 'POST',
    path: '/api/v1/rule-sets/preview',
    permission: 'rules.edit',
    summary: '检查一套规则并列出变化，不发布',
    body: z.object({ content: z.unknown() }),
    response: z.object({ problems: z.array(z.string()), changes: z.array(ruleChangeSchema), resolved: presentedRulesSchema.nullable() }),
  }),
  publishRuleSet: defineRoute({
    method: 'POST',
    path: '/api/v1/rule-sets/:id/versions',
    permission: 'rules.edit',
    summary: '发布一套规则的新版本',
    params: ruleSetParams,
    body: z.object({ content: z.unknown(), baseVersion: z.number().int().min(0), reason }),
    response: z.object({ version: z.number().int() }),
  }),
};

export { materialFileRoutes } from './material-file-routes.ts';
export { documentRoutes } from './document-routes.ts';
export { claimRoutes } from './claim-routes.ts';
export { objectionRoutes } from './objection.ts';
export { annualReportRoutes } from './annual-report-routes.ts';
export { numberRoutes } from './number-routes.ts';
