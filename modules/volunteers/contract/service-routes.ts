import { z } from 'zod';
import { anyDivisionCodeSchema } from '#modules/divisions/contract/division.ts';
import { pageQuerySchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { correctServiceSchema, figureRowSchema, recordServicesSchema, SERVICE_LIMITS, servicePageSchema, serviceSchema, totalsSchema } from './service.ts';
import { idParams, recordIdSchema } from './volunteer.ts';

const PATH = '/api/v1/volunteer-services';
const year = z.coerce.number().int().min(2000).max(2199);

export const serviceRoutes = {
  listServices: defineRoute({
    method: 'GET',
    path: PATH,
    permission: 'volunteer.read',
    gathers: true,
    summary: '辖区内的服务记录，可只看待确认、逾期、有异议的',
    query: pageQuerySchema.extend({
      division: anyDivisionCodeSchema.optional(),
      team: recordIdSchema.optional(),
      volunteer: recordIdSchema.optional(),
      state: z.enum(['recorded', 'confirmed', 'voided']).optional(),
      overdue: z.stringbool().optional(),
      disputed: z.stringbool().optional(),
    }),
    response: servicePageSchema,
    requestClass: 'search',
  }),
  recordServices: defineRoute({
    method: 'POST',
    path: PATH,
    permission: 'volunteer.keep',
    summary: '记录一次服务：同一时间、同一内容的若干队员',
    body: recordServicesSchema,
    response: z.object({ ids: z.array(z.string()) }),
  }),
  confirmServices: defineRoute({
    method: 'POST',
    path: `${PATH}/confirmations`,
    permission: 'volunteer.keep',
    summary: '确认服务记录（服务结束后十个工作日内）',
    body: z.object({ ids: z.array(recordIdSchema).min(1).max(SERVICE_LIMITS.confirmed) }),
    response: z.object({ confirmed: z.number().int() }),
  }),
  correctService: defineRoute({
    method: 'POST',
    path: `${PATH}/:id/corrections`,
    permission: 'volunteer.keep',
    summary: '更正或作废一条服务记录，写明理由；原值保留，已出具的证明随之失效',
    params: idParams,
    body: correctServiceSchema,
    response: serviceSchema,
  }),
  answerDispute: defineRoute({
    method: 'POST',
    path: `${PATH}/:id/dispute-answers`,
    permission: 'volunteer.keep',
    summary: '答复志愿者对记录的异议',
    params: idParams,
    body: z.object({ outcome: z.enum(['upheld', 'rejected']), answer: z.string().trim().min(2, '请写明答复。').max(500) }),
    response: serviceSchema,
  }),
  serviceTotals: defineRoute({
    method: 'GET',
    path: `${PATH}/totals`,
    permission: 'volunteer.read',
    gathers: true,
    summary: '一名志愿者或一支队伍某年的人数、人次、时长，实时合计',
    query: z.object({ team: recordIdSchema.optional(), volunteer: recordIdSchema.optional(), year }),
    response: totalsSchema,
  }),
  volunteerFigures: defineRoute({
    method: 'GET',
    path: '/api/v1/volunteers/figures',
    permission: 'volunteer.count',
    gathers: true,
    summary: '下级各地某年的志愿者人数、服务人次和时长',
    query: z.object({ year, division: anyDivisionCodeSchema.optional() }),
    response: z.object({ total: figureRowSchema, rows: z.array(figureRowSchema) }),
  }),
};
