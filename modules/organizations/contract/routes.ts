/** One organization's page; likely duplicates of the ledger, side by side, for decision. */
import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { happeningSchema, matterSchema, organizationPageSchema, relatedRegisterSchema } from './organization-page.ts';

export { documentFileRoutes } from './document-file-routes.ts';
export { partRoutes } from './part-routes.ts';

export const duplicateReasonSchema = z.enum(['similarName', 'sameLeader']);
export type DuplicateReason = z.infer<typeof duplicateReasonSchema>;
export const DUPLICATE_REASONS: Record<DuplicateReason, string> = { similarName: '名称相近', sameLeader: '负责人相同' };

const candidateSchema = z.object({
  id: z.string(),
  code: z.string(),
  version: z.number().int(),
  name: z.string(),
  division: z.string(),
  divisionName: z.string(),
  tier: z.string(),
  category: z.string(),
  establishedOn: z.string(),
  endedOn: z.string().nullable(),
  leaderName: z.string(),
  memberCount: z.number().int(),
});
export type DuplicateCandidate = z.infer<typeof candidateSchema>;

export const duplicatePairSchema = z.object({ one: candidateSchema, other: candidateSchema, reasons: z.array(duplicateReasonSchema) });
export type DuplicatePair = z.infer<typeof duplicatePairSchema>;

const id = z.string().regex(/^\d{1,16}$/);
const params = z.object({ id });
const reasonSchema = z.string().trim().min(1, '请填写原因。').max(500);

const likelySchema = z.object({ likely: z.array(z.object({ candidate: candidateSchema, reasons: z.array(duplicateReasonSchema) })) });

/** What is typed of a new organization. */
export const likelyQuestionSchema = z.object({
  name: z.string().trim().min(1).max(100),
  division: z.string().regex(/^\d{12}$/),
  leaderName: z.string().max(50).optional(),
  leaderIdNumber: z.string().max(30).optional(),
});
export type LikelyQuestion = z.output<typeof likelyQuestionSchema>;

export const organizationRoutes = {
  duplicates: defineRoute({
    method: 'GET',
    path: '/api/v1/organizations/duplicates',
    permission: 'evidence.read',
    requestClass: 'search',
    gathers: true,
    summary: '疑似重复的社区社会组织，成对列出',
    query: z.object({ division: z.string().max(12).optional(), cursor: z.string().max(100).optional() }),
    response: z.object({ pairs: z.array(duplicatePairSchema), nextCursor: z.string().nullable() }),
  }),
  keepApart: defineRoute({
    method: 'POST',
    path: '/api/v1/organizations/duplicates/keep',
    permission: 'evidence.edit',
    summary: '两个组织不是同一个，不再提示',
    body: z.object({ one: id, other: id, reason: z.string().max(500).optional() }),
    response: z.object({ decided: z.literal(true) }),
  }),
  merge: defineRoute({
    method: 'POST',
    path: '/api/v1/organizations/duplicates/merge',
    permission: 'evidence.edit',
    summary: '把两个组织合并为一个',
    body: z.object({
      keep: id,
      keepVersion: z.number().int(),
      remove: id,
      removeVersion: z.number().int(),
      reason: reasonSchema,
    }),
    response: z.object({ id: z.string(), version: z.number().int() }),
  }),
  likely: defineRoute({
    method: 'POST',
    path: '/api/v1/organizations/likely',
    permission: 'evidence.read',
    requestClass: 'search',
    repeatable: true,
    summary: '登记新组织之前：本街道（乡镇）可能已有的同一组织（号码在请求内容里，不进网址）',
    body: likelyQuestionSchema,
    response: likelySchema,
  }),
  likelyOf: defineRoute({
    method: 'GET',
    path: '/api/v1/organizations/:id/likely',
    permission: 'evidence.read',
    requestClass: 'search',
    summary: '可能与一个组织重复的组织；已判断过的不再列出',
    params,
    response: likelySchema.extend({ own: candidateSchema.nullable() }),
  }),
  page: defineRoute({
    method: 'GET',
    path: '/api/v1/organizations/:id',
    permission: 'evidence.read',
    summary: '一个组织的档案：今天的，或某一天的；及历次修改。已并入别的组织的，给出保留的那一个',
    params,
    query: z.object({ asOf: z.iso.date().optional() }),
    response: organizationPageSchema,
  }),
  happenings: defineRoute({
    method: 'GET',
    path: '/api/v1/organizations/:id/happenings',
    permission: 'evidence.read',
    gathers: true,
    summary: '一个组织的大事、办件、档案修改和业务记录，从近到远',
    params,
    response: z.object({ happenings: z.array(happeningSchema) }),
  }),
  matters: defineRoute({
    method: 'GET',
    path: '/api/v1/organizations/:id/matters',
    permission: 'evidence.read',
    gathers: true,
    summary: '一个组织的备案登记事项（能否看到以权限为准）',
    params,
    response: z.object({ isShown: z.boolean(), matters: z.array(matterSchema) }),
  }),
  related: defineRoute({
    method: 'GET',
    path: '/api/v1/organizations/:id/related',
    permission: 'evidence.read',
    readsOnly: true,
    gathers: true,
    summary: '各业务台账中属于一个组织的记录',
    params,
    response: z.object({ registers: z.array(relatedRegisterSchema) }),
  }),
};
