import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { certificateRoutes, serviceRoutes, teamRoutes, volunteerRoutes } from '../contract/routes.ts';
import { answerDispute } from './commands/dispute-service.ts';
import { changeMember } from './commands/change-member.ts';
import { confirmServices } from './commands/confirm-services.ts';
import { correctService } from './commands/correct-service.ts';
import { createTeam } from './commands/create-team.ts';
import { editTeam } from './commands/edit-team.ts';
import { editVolunteer } from './commands/edit-volunteer.ts';
import { issueCertificate, revokeCertificate } from './commands/issue-certificate.ts';
import { recordServices } from './commands/record-services.ts';
import { registerVolunteer } from './commands/register-volunteer.ts';
import { revealVolunteer } from './commands/reveal-volunteer.ts';
import { withdrawVolunteer } from './commands/withdraw-volunteer.ts';
import type { VolunteerMeans } from './means.ts';
import { getFigures } from './queries/get-figures.ts';
import { getMember, getTeam, listMembers } from './queries/get-team.ts';
import { getVolunteer } from './queries/get-volunteer.ts';
import { getCertificate, getCertificateFile, listCertificates } from './queries/list-certificates.ts';
import { getService, getServiceTotals, listServices } from './queries/list-services.ts';
import { listTeamOwners } from './queries/list-team-owners.ts';
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
    teamOwners: async (context, { query }) => ({ owners: await listTeamOwners(context, query) }),
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
  bindServices(app, options, means);
}

function bindServices(app: FastifyInstance, options: BindOptions, means: VolunteerMeans): void {
  bindRoutes(app, options, serviceRoutes, {
    listServices: (context, { query }) => listServices(context, query),
    recordServices: async (context, { body }) => ({ ids: (await recordServices(context, 'office', body)).map(String) }),
    confirmServices: async (context, { body }) => ({ confirmed: await confirmServices(context, 'office', body.ids) }),
    correctService: async (context, { params, body }) => {
      await correctService(context, 'office', params.id, body);
      return getService(context, params.id);
    },
    answerDispute: async (context, { params, body }) => {
      await answerDispute(context, params.id, body);
      return getService(context, params.id);
    },
    serviceTotals: (context, { query }) => getServiceTotals(context, query),
    volunteerFigures: (context, { query }) => getFigures(context, query),
  });
  bindRoutes(app, options, certificateRoutes, {
    listCertificates: (context, { query }) => listCertificates(context, query),
    issueCertificate: async (context, { body }) => getCertificate(context, await issueCertificate(context, means, 'office', body)),
    revokeCertificate: async (context, { params, body }) => {
      await revokeCertificate(context, params.id, body.reason);
      return getCertificate(context, params.id);
    },
    certificateFile: (context, { params, query }) => getCertificateFile(context, params.id, query.format),
  });
}
