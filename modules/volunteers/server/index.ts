import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { teamRoutes, volunteerRoutes } from '../contract/routes.ts';
import { changeMember } from './commands/change-member.ts';
import { createTeam } from './commands/create-team.ts';
import { editTeam } from './commands/edit-team.ts';
import { editVolunteer } from './commands/edit-volunteer.ts';
import { registerVolunteer } from './commands/register-volunteer.ts';
import { revealVolunteer } from './commands/reveal-volunteer.ts';
import { withdrawVolunteer } from './commands/withdraw-volunteer.ts';
import type { VolunteerMeans } from './means.ts';
import { getMember, getTeam, listMembers } from './queries/get-team.ts';
import { getVolunteer } from './queries/get-volunteer.ts';
import { listTeams } from './queries/list-teams.ts';
import { findVolunteers, listVolunteers } from './queries/list-volunteers.ts';

/** Binds the register of volunteers and their teams. */
export function registerVolunteers(app: FastifyInstance, options: BindOptions, means: VolunteerMeans): void {
  bindRoutes(app, options, volunteerRoutes, {
    listVolunteers: (context, { query }) => listVolunteers(context, query),
    findVolunteer: async (context, { body }) => ({ items: await findVolunteers(context, body.number) }),
    registerVolunteer: async (context, { body }) => getVolunteer(context, await registerVolunteer(context, body)),
    getVolunteer: (context, { params }) => getVolunteer(context, params.id),
    editVolunteer: async (context, { params, body }) => {
      await editVolunteer(context, params.id, body);
      return getVolunteer(context, params.id);
    },
    withdrawVolunteer: async (context, { params, body }) => {
      await withdrawVolunteer(context, means, { ...params, ...body });
      return getVolunteer(context, params.id);
    },
    revealVolunteer: (context, { params, body }) => revealVolunteer(context, params.id, body.reason),
  });
  bindRoutes(app, options, teamRoutes, {
    listTeams: (context, { query }) => listTeams(context, query),
    createTeam: async (context, { body }) => getTeam(context, await createTeam(context, body)),
    getTeam: (context, { params }) => getTeam(context, params.id),
    editTeam: async (context, { params, body }) => {
      await editTeam(context, params.id, body);
      return getTeam(context, params.id);
    },
    listMembers: (context, { params, query }) => listMembers(context, params.id, query),
    changeMember: async (context, { params, body }) => {
      await changeMember(context, 'office', { teamId: params.id, ...body });
      return getMember(context, params.id, body.volunteerId);
    },
  });
}
