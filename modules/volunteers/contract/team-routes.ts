import { z } from 'zod';
import { anyDivisionCodeSchema } from '#modules/divisions/contract/division.ts';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { createTeamSchema, editTeamSchema, memberActionSchema, teamMemberSchema, teamOwnerSchema, teamPageSchema, teamSchema } from './team.ts';
import { idParams, recordIdSchema } from './volunteer.ts';

const PATH = '/api/v1/volunteer-teams';

export const teamRoutes = {
  listTeams: defineRoute({
    method: 'GET',
    path: PATH,
    permission: 'volunteer.read',
    gathers: true,
    summary: '辖区内的志愿服务队',
    query: pageQuerySchema.extend({
      division: anyDivisionCodeSchema.optional(),
      q: z.string().max(60).optional(),
      standing: z.enum(['open', 'closed', 'all']).default('open'),
      organization: recordIdSchema.optional(),
      /** group members of this association (GZ-D21) */
      association: recordIdSchema.optional(),
      marked: z.stringbool().optional(),
      international: z.stringbool().optional(),
    }),
    response: teamPageSchema,
    requestClass: 'search',
  }),
  teamOwners: defineRoute({
    method: 'GET',
    path: `${PATH}/owners`,
    permission: 'volunteer.keep',
    mayLag: true,
    summary: '按名称找队伍所属的组织，或者团体会员加入的协会',
    query: z.object({ q: z.string().trim().min(2).max(60), use: z.enum(['organization', 'association']) }),
    response: z.object({ owners: z.array(teamOwnerSchema) }),
    requestClass: 'search',
  }),
  createTeam: defineRoute({
    method: 'POST',
    path: PATH,
    permission: 'volunteer.keep',
    summary: '新建一支志愿服务队，属于一个组织或社区',
    body: createTeamSchema,
    response: teamSchema,
  }),
  getTeam: defineRoute({ method: 'GET', path: `${PATH}/:id`, permission: 'volunteer.read', summary: '一支志愿服务队', params: idParams, response: teamSchema }),
  editTeam: defineRoute({
    method: 'PUT',
    path: `${PATH}/:id`,
    permission: 'volunteer.keep',
    summary: '修改队伍信息、标识、团体会员、入队码，或解散',
    params: idParams,
    body: editTeamSchema,
    response: teamSchema,
  }),
  listMembers: defineRoute({
    method: 'GET',
    path: `${PATH}/:id/members`,
    permission: 'volunteer.read',
    summary: '队员和等待同意的人',
    params: idParams,
    query: pageQuerySchema,
    response: pageSchema(teamMemberSchema),
  }),
  changeMember: defineRoute({
    method: 'POST',
    path: `${PATH}/:id/members`,
    permission: 'volunteer.keep',
    summary: '加入队员、同意或不同意加入、退出、设为队长',
    params: idParams,
    body: z.object({ volunteerId: recordIdSchema, action: memberActionSchema }),
    response: teamMemberSchema,
  }),
};
