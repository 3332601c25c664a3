import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { figuresFileQuerySchema, figuresQuerySchema, needFiguresSchema, unmetQuerySchema, unmetSchema } from './figures.ts';
import { candidateSchema, divisionSchema, enteredNeedSchema, needActSchema, needSchema, needSummarySchema, recordIdSchema, similarNeedSchema } from './need.ts';
import { ticketImportParams, ticketImportQuery, ticketImportSchema, ticketOutcomeSchema } from './ticket.ts';
import { CATEGORIES, CHANNELS, TARGET_GROUPS, URGENCIES, wordsOf } from './vocabulary.ts';
import { ACTIONS, STATES } from './workflow.ts';

const params = z.object({ id: recordIdSchema });
/** What the inbox is narrowed by. */
export const needFilterSchema = z.object({
  division: divisionSchema.optional(),
  state: z.enum(wordsOf(STATES)).optional(),
  standing: z.enum(['open', 'closed']).optional(),
  category: z.enum(wordsOf(CATEGORIES)).optional(),
  targetGroup: z.enum(wordsOf(TARGET_GROUPS)).optional(),
  urgency: z.enum(wordsOf(URGENCIES)).optional(),
  channel: z.enum(wordsOf(CHANNELS)).optional(),
  /** waits for the caller's own office */
  mine: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  supervised: z.stringbool().optional(),
  q: z.string().max(60).optional(),
});

/** Desks of offices: needs of the jurisdiction; secret ones only for whoever works on them. */
export const needRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/needs',
    permission: 'need.read',
    gathers: true,
    summary: '辖区内居民的需求，先到期的在前；保密的只给承办单位',
    query: pageQuerySchema.extend(needFilterSchema.shape),
    response: pageSchema(needSummarySchema),
  }),
  counts: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/counts',
    permission: 'need.read',
    gathers: true,
    summary: '各状态未办完的件数',
    query: needFilterSchema.pick({ division: true }),
    response: z.object({
      states: z.array(z.object({ state: z.enum(wordsOf(STATES)), label: z.string(), count: z.number().int() })),
      mine: z.number().int(),
      overdue: z.number().int(),
      supervised: z.number().int(),
    }),
  }),
  figures: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/figures',
    permission: 'need.read',
    requestClass: 'search',
    gathers: true,
    summary: '回应率、解决率和满意率，按地方、类别或组织；每个比率都带分子和分母，不含保密诉求',
    query: figuresQuerySchema,
    response: needFiguresSchema,
  }),
  figuresFile: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/figures/file',
    permission: 'need.read',
    gathers: true,
    summary: '下载需求统计（Excel 或 CSV）',
    query: figuresFileQuerySchema,
    response: 'file',
  }),
  unmet: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/unmet',
    permission: 'need.read',
    requestClass: 'search',
    gathers: true,
    summary: '哪里有哪类需求没有组织能接，以及规划在那里差什么',
    query: unmetQuerySchema,
    response: unmetSchema,
  }),
  enter: defineRoute({
    method: 'POST',
    path: '/api/v1/needs',
    permission: 'need.handle',
    summary: '登记走访、接访、问卷中了解到的一件需求',
    body: enteredNeedSchema,
    response: needSchema,
  }),
  importTickets: defineRoute({
    method: 'POST',
    path: '/api/v1/needs/imports',
    permission: 'need.handle',
    summary: '导入 12345 工单（Excel 或 CSV）；dryRun 只检查，同一工单只收一次',
    upload: true,
    query: ticketImportQuery,
    response: ticketOutcomeSchema,
  }),
  checkedTickets: defineRoute({
    method: 'POST',
    path: '/api/v1/needs/imports/checked',
    permission: 'need.handle',
    summary: '只检查，把每行的问题写在旁边，下载回来',
    upload: true,
    response: 'file',
  }),
  ticketTemplate: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/imports/template',
    permission: 'need.handle',
    summary: '下载 12345 工单的空白表格',
    response: 'file',
  }),
  ticketImports: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/imports',
    permission: 'need.handle',
    gathers: true,
    summary: '导入过的工单文件，最近的在前',
    response: z.object({ imports: z.array(ticketImportSchema) }),
  }),
  undoTickets: defineRoute({
    method: 'POST',
    path: '/api/v1/needs/imports/:id/undo',
    permission: 'need.handle',
    summary: '撤销一次工单导入；有人已经开始办理的不能撤销',
    params: ticketImportParams,
    body: z.object({ reason: z.string().trim().min(2, '请写明理由。').max(200) }),
    response: z.object({ undone: z.literal(true) }),
  }),
  get: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/:id',
    permission: 'need.read',
    summary: '一件需求：经过、服务、评价，以及现在可以办什么',
    params,
    response: needSchema,
  }),
  act: defineRoute({
    method: 'POST',
    path: '/api/v1/needs/:id/actions',
    permission: 'need.read',
    summary: '办理一步：梳理、对接、服务、退回、转办、延期、督办等',
    params,
    body: z.object({ version: z.number().int().min(1), action: z.enum(wordsOf(ACTIONS)), input: needActSchema.default({}) }),
    /** null: it lies on a desk now that the caller does not see */
    response: z.object({ need: needSchema.nullable() }),
  }),
  matches: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/:id/matches',
    permission: 'need.handle',
    requestClass: 'search',
    summary: '能承接这件需求的组织，按合适程度排列并说明理由',
    params,
    response: z.object({ candidates: z.array(candidateSchema) }),
  }),
  destinations: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/:id/destinations',
    permission: 'need.read',
    summary: '可以转到哪里：同一街道（乡镇）的社区（村），本区县的其他街道（乡镇）',
    params,
    response: z.object({ destinations: z.array(z.object({ code: z.string(), name: z.string() })) }),
  }),
  similar: defineRoute({
    method: 'GET',
    path: '/api/v1/needs/:id/similar',
    permission: 'need.read',
    requestClass: 'search',
    summary: '同一社区（村）里可能说的是同一件事的需求',
    params,
    response: z.object({ similar: z.array(similarNeedSchema) }),
  }),
  reveal: defineRoute({
    method: 'POST',
    path: '/api/v1/needs/:id/reveal',
    permission: 'personal-data.reveal',
    summary: '为联系居民查看姓名、电话和地址，记入审计',
    params,
    body: z.object({ reason: z.string().trim().min(2, '请写明理由。').max(200) }),
    response: z.object({ name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable() }),
    requestClass: 'reveal',
    repeatable: true,
  }),
};
