import { z } from 'zod';
import { anyDivisionCodeSchema } from '#modules/divisions/contract/division.ts';
import { pageQuerySchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import {
  editInputSchema,
  idParams,
  reasonSchema,
  recordIdSchema,
  registerInputSchema,
  versionSchema,
  volunteerPageSchema,
  volunteerSchema,
  volunteerSummarySchema,
} from './volunteer.ts';
import { SERVICE_KINDS } from './words.ts';

/** The register of volunteers, for offices. Persons have pages of their own (`public-web/`). */
export const volunteerRoutes = {
  listVolunteers: defineRoute({
    method: 'GET',
    path: '/api/v1/volunteers',
    permission: 'volunteer.read',
    gathers: true,
    summary: '辖区内的志愿者；按姓名片段、编号查找，可按情况筛选',
    query: pageQuerySchema.extend({
      division: anyDivisionCodeSchema.optional(),
      q: z.string().max(60).optional(),
      standing: z.enum(['active', 'withdrawn', 'all']).default('active'),
      serviceKind: z.enum(SERVICE_KINDS).optional(),
      team: recordIdSchema.optional(),
      minor: z.stringbool().optional(),
      foreign: z.stringbool().optional(),
      uninsured: z.stringbool().optional(),
    }),
    response: volunteerPageSchema,
    requestClass: 'search',
  }),
  findVolunteer: defineRoute({
    method: 'POST',
    path: '/api/v1/volunteers/by-number',
    permission: 'volunteer.read',
    gathers: true,
    summary: '按完整的证件号或手机号找志愿者；号码不进地址',
    body: z.object({ number: z.string().trim().min(5).max(40) }),
    response: z.object({ items: z.array(volunteerSummarySchema) }),
    requestClass: 'search',
    repeatable: true,
  }),
  registerVolunteer: defineRoute({
    method: 'POST',
    path: '/api/v1/volunteers',
    permission: 'volunteer.keep',
    summary: '代为登记一名志愿者，注明本人怎样同意',
    body: registerInputSchema,
    response: volunteerSchema,
  }),
  getVolunteer: defineRoute({
    method: 'GET',
    path: '/api/v1/volunteers/:id',
    permission: 'volunteer.read',
    summary: '一名志愿者的登记信息和所在队伍',
    params: idParams,
    response: volunteerSchema,
  }),
  editVolunteer: defineRoute({
    method: 'PUT',
    path: '/api/v1/volunteers/:id',
    permission: 'volunteer.keep',
    summary: '修改登记信息；带星号的号码保持不变',
    params: idParams,
    body: editInputSchema,
    response: volunteerSchema,
  }),
  withdrawVolunteer: defineRoute({
    method: 'POST',
    path: '/api/v1/volunteers/:id/withdrawal',
    permission: 'volunteer.keep',
    summary: '按本人意愿或因情况变化注销登记，同时退出队伍；服务记录保留',
    params: idParams,
    body: z.object({ version: versionSchema, reason: reasonSchema }),
    response: volunteerSchema,
  }),
  revealVolunteer: defineRoute({
    method: 'POST',
    path: '/api/v1/volunteers/:id/reveal',
    permission: 'personal-data.reveal',
    summary: '查看完整的证件号和手机号，写明理由，记入审计',
    params: idParams,
    body: z.object({ reason: reasonSchema }),
    response: z.object({ idNumber: z.string(), phone: z.string().nullable(), guardianPhone: z.string().nullable() }),
    requestClass: 'reveal',
    repeatable: true,
  }),
};
