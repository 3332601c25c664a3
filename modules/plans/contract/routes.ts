import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { childFigureSchema, evidenceRecordPageSchema, figureChangesSchema, gapSchema, judgedUnitPageSchema, monthlyFigureSchema } from './drill-down.ts';
import { gapTaskSchema, taskDecisionSchema } from './gap-task.ts';
import { planFileSchema } from './plan-file.ts';
import { progressSchema } from './progress.ts';

const planParams = z.object({ plan: z.string().max(60) });
const targetParams = planParams.extend({ target: z.string().max(20) });
/** boundaries: count in today's divisions (default) or in those in force on the day */
const boundaries = z.enum(['today', 'then']).optional();
const taskParams = z.object({ id: z.string().regex(/^\d{1,16}$/) });
const taskNote = z.string().trim().max(500).optional();
const placeQuery = z.object({
  division: z.string().max(12).optional(),
  asOf: z.string().max(10).optional(),
  boundaries,
});

export const planSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  issuer: z.string(),
  division: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  version: z.number().int(),
  status: z.enum(['inForce', 'consultationDraft']),
  targets: z.number().int(),
});

export const planVersionSchema = z.object({
  version: z.number().int(),
  reason: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  inForce: z.boolean(),
});

export const planRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/plans',
    permission: 'plan.read',
    mayLag: true,
    summary: '现行方案列表',
    response: z.object({ plans: z.array(planSummarySchema) }),
  }),
  get: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan',
    permission: 'plan.read',
    summary: '一个方案：原文、条款、任务与目标',
    params: planParams,
    response: z.object({ plan: planFileSchema, version: z.number().int(), versions: z.array(planVersionSchema) }),
  }),
  progress: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/progress',
    permission: 'plan.read',
    mayLag: true,
    summary: '某地某日各项目标的进展',
    params: planParams,
    query: placeQuery,
    response: progressSchema,
  }),
  children: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/targets/:target/children',
    permission: 'plan.read',
    mayLag: true,
    summary: '一项目标在各下级区划的数字',
    params: targetParams,
    query: placeQuery,
    response: z.object({ children: z.array(childFigureSchema) }),
  }),
  units: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/targets/:target/units',
    permission: 'plan.read',
    mayLag: true,
    summary: '一项目标逐个单位（或机构）的情况',
    params: targetParams,
    query: pageQuerySchema.extend(placeQuery.shape).extend({ filter: z.enum(['all', 'failing', 'fulfilled']).default('all') }),
    response: judgedUnitPageSchema,
  }),
  records: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/targets/:target/records',
    permission: 'evidence.read',
    readsOnly: true,
    gathers: true,
    summary: '一项目标背后的记录',
    params: targetParams,
    query: pageQuerySchema.extend(placeQuery.shape),
    response: evidenceRecordPageSchema,
  }),
  trend: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/targets/:target/trend',
    permission: 'plan.read',
    mayLag: true,
    summary: '一项目标每月月末的数字',
    params: targetParams,
    query: placeQuery.extend({ from: z.string().max(10).optional() }),
    response: z.object({ months: z.array(monthlyFigureSchema) }),
  }),
  changes: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/targets/:target/changes',
    permission: 'plan.read',
    mayLag: true,
    summary: '本月变化：哪些单位新达标、哪些不再达标',
    params: targetParams,
    query: placeQuery,
    response: figureChangesSchema,
  }),
  gaps: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/gaps',
    permission: 'plan.read',
    mayLag: true,
    summary: '差距清单：哪些单位差什么、差多少',
    params: planParams,
    query: pageQuerySchema.extend(placeQuery.shape).extend({ target: z.string().max(20).optional() }),
    response: z.object({ items: z.array(gapSchema), nextCursor: z.string().nullable(), total: z.number().int().nullable() }),
  }),
  gapsWorkbook: defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/gaps.xlsx',
    permission: 'plan.read',
    gathers: true,
    summary: '差距清单（Excel 工作台账）',
    params: planParams,
    query: placeQuery.extend({ target: z.string().max(20).optional() }),
    response: 'file',
  }),
  assignGap: defineRoute({
    method: 'POST',
    path: '/api/v1/plans/:plan/gap-tasks',
    permission: 'plan.assign',
    gathers: 'besideWriting',
    summary: '把一项差距分派给责任单位，限期完成',
    params: planParams,
    body: z.object({
      target: z.string().max(20),
      division: z.string().max(12),
      record: z.number().int().nullable().default(null),
      dueOn: z.iso.date(),
      note: taskNote,
      boundaries,
    }),
    response: gapTaskSchema,
  }),
  gapTasks: defineRoute({
    method: 'GET',
    path: '/api/v1/gap-tasks',
    permission: 'plan.work',
    gathers: true,
    summary: '分派给本单位的任务，或本单位管辖内分派给下级的任务',
    query: pageQuerySchema.extend({ side: z.enum(['mine', 'given']).default('mine'), filter: z.enum(['underWay', 'all']).default('underWay') }),
    response: pageSchema(gapTaskSchema),
  }),
  finishGapTask: defineRoute({
    method: 'POST',
    path: '/api/v1/gap-tasks/:id/finish',
    permission: 'plan.work',
    summary: '责任单位办结任务',
    params: taskParams,
    body: z.object({ version: z.number().int(), note: taskNote }),
    response: gapTaskSchema,
  }),
  decideGapTask: defineRoute({
    method: 'POST',
    path: '/api/v1/gap-tasks/:id/decide',
    permission: 'plan.assign',
    summary: '上级单位确认、退回重办或取消任务',
    params: taskParams,
    body: z.object({ version: z.number().int(), decision: taskDecisionSchema, note: taskNote }),
    response: gapTaskSchema,
  }),
  changeThreshold: defineRoute({
    method: 'POST',
    path: '/api/v1/plans/:plan/versions',
    permission: 'plan.edit',
    summary: '调整一项目标的目标值，形成方案新版本',
    params: planParams,
    body: z.object({
      target: z.string().max(20),
      threshold: z.number(),
      deadline: z.iso.date().optional(),
      reason: z.string().trim().min(2, '请写明调整理由').max(500),
      baseVersion: z.number().int(),
    }),
    response: z.object({ version: z.number().int() }),
  }),
};
