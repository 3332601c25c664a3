import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { guestSchema, occasionInputSchema, occasionSchema, signUpSchema, summaryInputSchema } from './occasion.ts';

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const idParams = z.object({ id: recordId });
const entryParams = z.object({ id: recordId, entry: recordId });
const version = z.number().int().min(1);
const reason = z.string().trim().min(2, '请写明理由。').max(500);

/** Activities that are announced, held and written up, over the jurisdiction of an office. */
export const occasionRoutes = {
  occasions: defineRoute({
    method: 'GET',
    path: '/api/v1/activities',
    permission: 'activity.read',
    gathers: true,
    summary: '辖区内发布的活动',
    query: pageQuerySchema.extend({ standing: z.enum(['coming', 'past', 'cancelled']).optional(), organization: recordId.optional() }),
    response: pageSchema(occasionSchema),
  }),
  occasionHosts: defineRoute({
    method: 'GET',
    path: '/api/v1/activities/hosts',
    permission: 'activity.work',
    gathers: true,
    summary: '按名称找辖区内可以主办活动的组织',
    query: z.object({ q: z.string().trim().min(2).max(60) }),
    response: z.object({ hosts: z.array(z.object({ id: z.string(), name: z.string(), divisionName: z.string() })) }),
    requestClass: 'search',
  }),
  announceOccasion: defineRoute({
    method: 'POST',
    path: '/api/v1/activities',
    permission: 'activity.work',
    summary: '替组织发布一次活动',
    body: z.object({ organizationId: recordId, occasion: occasionInputSchema }),
    response: occasionSchema,
  }),
  occasion: defineRoute({
    method: 'GET',
    path: '/api/v1/activities/:id',
    permission: 'activity.read',
    summary: '一次活动',
    params: idParams,
    response: occasionSchema,
  }),
  changeOccasion: defineRoute({
    method: 'PUT',
    path: '/api/v1/activities/:id',
    permission: 'activity.work',
    summary: '修改活动；名额加多时候补自动递补',
    params: idParams,
    body: z.object({ version, occasion: occasionInputSchema }),
    response: occasionSchema,
  }),
  cancelOccasion: defineRoute({
    method: 'POST',
    path: '/api/v1/activities/:id/cancel',
    permission: 'activity.work',
    summary: '取消活动',
    params: idParams,
    body: z.object({ version, reason }),
    response: occasionSchema,
  }),
  summarizeOccasion: defineRoute({
    method: 'POST',
    path: '/api/v1/activities/:id/summary',
    permission: 'activity.work',
    summary: '写活动小结，记入活动台账',
    params: idParams,
    body: z.object({ version, result: summaryInputSchema }),
    response: occasionSchema,
  }),
  signUps: defineRoute({
    method: 'GET',
    path: '/api/v1/activities/:id/sign-ups',
    permission: 'activity.read',
    summary: '报名和签到名单，姓名和电话遮盖',
    params: idParams,
    query: pageQuerySchema,
    response: pageSchema(signUpSchema),
  }),
  addGuest: defineRoute({
    method: 'POST',
    path: '/api/v1/activities/:id/sign-ups',
    permission: 'activity.work',
    summary: '现场或电话报名的，由工作人员补录',
    params: idParams,
    body: guestSchema,
    response: signUpSchema,
  }),
  checkIn: defineRoute({
    method: 'POST',
    path: '/api/v1/activities/:id/sign-ups/:entry/check-in',
    permission: 'activity.work',
    summary: '在名单上签到',
    params: entryParams,
    response: signUpSchema,
  }),
  checkOut: defineRoute({
    method: 'POST',
    path: '/api/v1/activities/:id/sign-ups/:entry/check-out',
    permission: 'activity.work',
    summary: '在名单上签退',
    params: entryParams,
    response: signUpSchema,
  }),
  withdrawSignUp: defineRoute({
    method: 'POST',
    path: '/api/v1/activities/:id/sign-ups/:entry/cancel',
    permission: 'activity.work',
    summary: '替人取消报名，候补自动递补',
    params: entryParams,
    response: signUpSchema,
  }),
  revealSignUp: defineRoute({
    method: 'POST',
    path: '/api/v1/activities/:id/sign-ups/:entry/reveal',
    permission: 'personal-data.reveal',
    summary: '查看报名人的姓名和电话，记入审计',
    params: entryParams,
    body: z.object({ reason: z.string().trim().min(2, '请写明理由。').max(200) }),
    response: z.object({ name: z.string(), phone: z.string().nullable() }),
    requestClass: 'reveal',
    repeatable: true,
  }),
  doorCode: defineRoute({
    method: 'GET',
    path: '/api/v1/activities/:id/door-code',
    permission: 'activity.work',
    summary: '现场出示的签到码，每分钟更换',
    params: idParams,
    response: z.object({ code: z.string(), validUntil: z.string() }),
  }),
};

export { activityPlanRoutes } from './activity-plan.ts';
export { majorReportRoutes } from './major-report.ts';
export { photoRoutes } from './photos.ts';
