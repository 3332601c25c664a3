import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import * as s from './borrowed-schemas.ts';
import { idParamsSchema } from './schemas.ts';

const noContent = z.object({});
const standIns = z.object({ items: z.array(s.standInSchema) });

export const borrowedRoutes = {
  getPostGrants: defineRoute({
    method: 'GET',
    path: '/api/v1/posts/:id/grants',
    permission: 'account.read',
    summary: '一个岗位的权限，以及可以调整的范围',
    params: idParamsSchema,
    response: s.postGrantsSchema,
  }),
  setPostGrants: defineRoute({
    method: 'PUT',
    path: '/api/v1/posts/:id/grants',
    permission: 'security.manage',
    summary: '调整一个岗位的权限，以它的登录立即退出',
    params: idParamsSchema,
    body: s.newPostGrantsSchema,
    response: s.postGrantsSchema,
  }),
  listStandIns: defineRoute({ method: 'GET', path: '/api/v1/stand-ins', permission: 'session', summary: '自己委托的、代理的工作', response: standIns }),
  delegatePost: defineRoute({
    method: 'POST',
    path: '/api/v1/stand-ins',
    permission: 'session',
    summary: '把正在使用的岗位的一部分权限委托给同事',
    body: s.newStandInSchema,
    response: standIns,
  }),
  revokeStandIn: defineRoute({
    method: 'POST',
    path: '/api/v1/stand-ins/:id/revoke',
    permission: 'session',
    summary: '收回委托或代理，立即生效',
    params: idParamsSchema,
    response: noContent,
  }),
  listColleagues: defineRoute({
    method: 'GET',
    path: '/api/v1/colleagues',
    permission: 'session',
    summary: '同单位可以委托的同事',
    query: pageQuerySchema,
    response: pageSchema(s.colleagueSchema),
  }),
  listAccountStandIns: defineRoute({
    method: 'GET',
    path: '/api/v1/accounts/:id/stand-ins',
    permission: 'account.read',
    summary: '一个账号委托的、代理的工作',
    params: idParamsSchema,
    response: standIns,
  }),
  appointActing: defineRoute({
    method: 'POST',
    path: '/api/v1/posts/:id/acting',
    permission: 'security.manage',
    summary: '在任职人不在时指定代理人',
    params: idParamsSchema,
    body: s.newStandInSchema,
    response: noContent,
  }),
  listAccesses: defineRoute({
    method: 'GET',
    path: '/api/v1/temporary-accesses',
    permission: 'session',
    summary: '自己申请的跨区划临时权限',
    query: pageQuerySchema,
    response: pageSchema(s.accessSchema),
  }),
  requestAccess: defineRoute({
    method: 'POST',
    path: '/api/v1/temporary-accesses',
    permission: 'session',
    summary: '申请在管辖范围之外临时办理工作',
    body: s.newAccessSchema,
    response: z.object({ id: z.number().int() }),
  }),
  listIncomingAccesses: defineRoute({
    method: 'GET',
    path: '/api/v1/temporary-accesses/incoming',
    permission: 'security.manage',
    summary: '外来人员在本管辖范围内的临时权限与申请',
    query: pageQuerySchema,
    response: pageSchema(s.accessSchema),
  }),
  decideAccess: defineRoute({
    method: 'POST',
    path: '/api/v1/temporary-accesses/:id/decision',
    permission: 'security.manage',
    summary: '同意或不同意一项临时权限',
    params: idParamsSchema,
    body: s.accessDecisionSchema,
    response: noContent,
  }),
  endAccess: defineRoute({
    method: 'POST',
    path: '/api/v1/temporary-accesses/:id/end',
    permission: 'session',
    summary: '提前结束临时权限，或撤回申请',
    params: idParamsSchema,
    response: noContent,
  }),
  listNotices: defineRoute({
    method: 'GET',
    path: '/api/v1/notices',
    permission: 'session',
    summary: '给自己和本单位的通知，新的在前',
    query: pageQuerySchema,
    response: pageSchema(s.noticeSchema),
  }),
  readNotices: defineRoute({
    method: 'POST',
    path: '/api/v1/notices/:id/read',
    permission: 'session',
    summary: '把这条及更早的通知标为已读',
    params: idParamsSchema,
    response: z.object({ unread: z.number().int() }),
  }),
};
