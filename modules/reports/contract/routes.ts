import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { handInDutySchema, reportFormatSchema, reportPartSchema, reportSchema, reportSummarySchema } from './report.ts';

const idParams = z.object({ id: z.coerce.number().int() });
const planQuery = z.object({ plan: z.string().max(60), division: z.string().max(12).optional(), period: z.string().max(6).optional() });
const versionBody = z.object({ version: z.number().int() });

export const reportRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/reports',
    permission: 'report.read',
    gathers: true,
    summary: '一项方案的报告',
    query: planQuery,
    response: z.object({ reports: z.array(reportSummarySchema) }),
  }),
  duties: defineRoute({
    method: 'GET',
    path: '/api/v1/reports/duties',
    permission: 'report.read',
    gathers: true,
    summary: '某一所属期各单位的报送情况',
    query: planQuery.extend({ period: z.string().max(6) }),
    response: z.object({ duties: z.array(handInDutySchema) }),
  }),
  get: defineRoute({ method: 'GET', path: '/api/v1/reports/:id', permission: 'report.read', summary: '一份报告', params: idParams, response: reportSchema }),
  draft: defineRoute({
    method: 'POST',
    path: '/api/v1/reports',
    permission: 'report.draft',
    gathers: 'besideWriting',
    summary: '起草报告：冻结数字，按规则写出四部分文字',
    body: z.object({ plan: z.string().max(60), division: z.string().max(12).optional(), period: z.string().max(6) }),
    response: reportSchema,
  }),
  refresh: defineRoute({
    method: 'POST',
    path: '/api/v1/reports/:id/refresh',
    permission: 'report.draft',
    gathers: 'besideWriting',
    summary: '按今天的台账重新取数；没有改过的文字随之重写',
    params: idParams,
    body: versionBody,
    response: reportSchema,
  }),
  edit: defineRoute({
    method: 'PATCH',
    path: '/api/v1/reports/:id',
    permission: 'report.draft',
    summary: '修改报告的文字、文号与主送机关',
    params: idParams,
    body: versionBody.extend({
      texts: z.partialRecord(reportPartSchema, z.string().max(20_000)).default({}),
      documentNumber: z.string().trim().max(60).nullable().optional(),
      addressee: z.string().trim().max(100).nullable().optional(),
      organ: z.string().trim().min(2).max(60).optional(),
    }),
    response: reportSchema,
  }),
  handIn: defineRoute({
    method: 'POST',
    path: '/api/v1/reports/:id/hand-in',
    permission: 'report.hand-in',
    summary: '报送报告',
    params: idParams,
    body: versionBody,
    response: reportSchema,
  }),
  return: defineRoute({
    method: 'POST',
    path: '/api/v1/reports/:id/return',
    permission: 'report.accept',
    summary: '退回报告并写明理由',
    params: idParams,
    body: versionBody.extend({ reason: z.string().trim().max(500) }),
    response: reportSchema,
  }),
  accept: defineRoute({
    method: 'POST',
    path: '/api/v1/reports/:id/accept',
    permission: 'report.accept',
    summary: '接收报告',
    params: idParams,
    body: versionBody,
    response: reportSchema,
  }),
  file: defineRoute({
    method: 'GET',
    path: '/api/v1/reports/:id/file',
    permission: 'report.read',
    summary: '报告文件：公文格式的 Word、附表 Excel、PDF',
    params: idParams,
    query: z.object({ format: reportFormatSchema.default('docx') }),
    response: 'file',
  }),
};
