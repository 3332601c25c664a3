import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import {
  articleActionSchema,
  articleContentSchema,
  articleKindSchema,
  articleLinkSchema,
  articleSchema,
  articleStateSchema,
  articleSummarySchema,
} from './article.ts';

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const idParams = z.object({ id: recordId });
const version = z.number().int().min(1);
const division = z.string().regex(/^\d{2,12}$/);

export const publicityRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/publicity/articles',
    permission: 'publicity.read',
    gathers: true,
    summary: '辖区内的稿件',
    query: pageQuerySchema.extend({
      division: division.optional(),
      kind: articleKindSchema.optional(),
      state: articleStateSchema.optional(),
      /** of the caller's own office only */
      own: z.stringbool().optional(),
      q: z.string().max(80).optional(),
    }),
    response: pageSchema(articleSummarySchema),
  }),
  begin: defineRoute({
    method: 'POST',
    path: '/api/v1/publicity/articles',
    permission: 'publicity.write',
    summary: '为本单位起草一篇稿件',
    body: z.object({ kind: articleKindSchema, content: articleContentSchema.optional() }),
    response: articleSchema,
  }),
  get: defineRoute({
    method: 'GET',
    path: '/api/v1/publicity/articles/:id',
    permission: 'publicity.read',
    summary: '一篇稿件，含可办事项、经过和历次送审的版本',
    params: idParams,
    response: articleSchema,
  }),
  save: defineRoute({
    method: 'PATCH',
    path: '/api/v1/publicity/articles/:id',
    permission: 'publicity.write',
    summary: '保存草稿',
    params: idParams,
    body: z.object({ version, content: articleContentSchema }),
    response: articleSchema,
  }),
  act: defineRoute({
    method: 'POST',
    path: '/api/v1/publicity/articles/:id/actions',
    permission: 'publicity.write',
    summary: '办理一步：提交审核、收回、退回、发布、修改重发、撤下、重新起草',
    params: idParams,
    body: z.object({ version, action: articleActionSchema, reason: z.string().trim().max(500).optional() }),
    response: articleSchema,
  }),
  pastVersion: defineRoute({
    method: 'GET',
    path: '/api/v1/publicity/articles/:id/versions/:number',
    permission: 'publicity.read',
    summary: '某次送审的内容',
    params: idParams.extend({ number: z.coerce.number().int().min(1).max(1_000_000) }),
    response: z.object({ content: articleContentSchema }),
  }),
  linkTargets: defineRoute({
    method: 'GET',
    path: '/api/v1/publicity/link-targets',
    permission: 'publicity.write',
    gathers: true,
    summary: '稿件可以关联的组织、活动、品牌与认定、规划任务',
    query: z.object({ kind: articleLinkSchema.shape.kind, q: z.string().trim().min(1).max(40) }),
    response: z.object({ items: z.array(articleLinkSchema.extend({ detail: z.string() })) }),
    requestClass: 'search',
  }),
};
