import { sql } from 'kysely';
import { canaryPerson } from './canaries.ts';
import type { House } from './open-house.ts';
import { SHUBEI } from './places.ts';
import { send, thingsAt } from './question.ts';
import { serviceBody, teamBody, volunteerBody } from './volunteer-things.ts';
import type { Write } from './writes.ts';

const COMMITTEE = 'neighborhoodCommitteeStaff';
const NEWCOMER = canaryPerson(90);

async function numbered(house: House, table: string, name: string): Promise<{ id: number; version: number }> {
  const { rows } = await sql<{ id: number; version: number }>`select id, version from ${sql.table(table)} where name = ${name}`.execute(house.owner);
  if (!rows[0]) throw new Error(`${name} is not there`);
  return rows[0];
}

const volunteerCalled = (house: House) => numbered(house, 'volunteers', '新来的');
const teamCalled = (house: House) => numbered(house, 'volunteer_teams', '新的服务队');

async function lastService(house: House): Promise<{ id: number; version: number; district: number }> {
  const { rows } = await sql<{
    id: number;
    version: number;
    district: number;
  }>`select id, version, district from volunteer_services where content = '新的服务'`.execute(house.owner);
  if (!rows[0]) throw new Error('no service');
  return rows[0];
}

export const volunteerWrites: Write[] = [
  {
    operation: 'volunteers.registerVolunteer',
    role: COMMITTEE,
    ask: () => send('POST', '/volunteers', { ...volunteerBody('新来的', SHUBEI.code, NEWCOMER), consentNote: '到场同意' }),
  },
  {
    operation: 'volunteers.editVolunteer',
    role: COMMITTEE,
    ask: async (house) => {
      const { id, version } = await volunteerCalled(house);
      return send('PUT', `/volunteers/${id}`, { ...volunteerBody('新来的', SHUBEI.code, NEWCOMER), phone: '139****0000', skills: ['理发'], version });
    },
  },
  {
    operation: 'volunteers.revealVolunteer',
    role: COMMITTEE,
    ask: (house) => send('POST', `/volunteers/${thingsAt(house, SHUBEI).volunteer}/reveal`, { reason: '电话核实' }),
  },
  {
    operation: 'volunteer-teams.createTeam',
    role: COMMITTEE,
    ask: () => send('POST', '/volunteer-teams', { ...teamBody('新的服务队'), division: SHUBEI.code, organizationId: null, foundedOn: '2022-01-01' }),
  },
  {
    operation: 'volunteer-teams.changeMember',
    role: COMMITTEE,
    ask: async (house) =>
      send('POST', `/volunteer-teams/${(await teamCalled(house)).id}/members`, { volunteerId: String((await volunteerCalled(house)).id), action: 'add' }),
  },
  {
    operation: 'volunteer-teams.editTeam',
    role: COMMITTEE,
    ask: async (house) => {
      const { id, version } = await teamCalled(house);
      return send('PUT', `/volunteer-teams/${id}`, { ...teamBody('新的服务队'), version, closedOn: null, joinCode: 'new' });
    },
  },
  {
    operation: 'volunteer-services.recordServices',
    role: COMMITTEE,
    ask: async (house) => {
      const [{ id: team }, { id: one }] = [await teamCalled(house), await volunteerCalled(house)];
      return send('POST', '/volunteer-services', { ...serviceBody('新的服务', team, []), teamId: String(team), volunteerIds: [String(one)] });
    },
  },
  {
    operation: 'volunteer-services.confirmServices',
    role: COMMITTEE,
    ask: async (house) => send('POST', '/volunteer-services/confirmations', { ids: [String((await lastService(house)).id)] }),
  },
  {
    operation: 'volunteer-services.answerDispute',
    role: COMMITTEE,
    ask: async (house) => {
      const { id, district } = await lastService(house);
      await sql`insert into volunteer_disputes (id, district, service_id, content, raised_on) values (1, ${district}, ${id}, '不对', '2023-11-20')`.execute(
        house.owner,
      );
      return send('POST', `/volunteer-services/${id}/dispute-answers`, { outcome: 'rejected', answer: '签到表无误' });
    },
  },
  {
    operation: 'volunteer-certificates.issueCertificate',
    role: COMMITTEE,
    ask: async (house) =>
      send('POST', '/volunteer-certificates', { volunteerId: String((await volunteerCalled(house)).id), fromOn: '2023-01-01', toOn: '2023-11-20' }),
  },
  {
    operation: 'volunteer-certificates.revokeCertificate',
    role: COMMITTEE,
    ask: (house) => send('POST', `/volunteer-certificates/${thingsAt(house, SHUBEI).certificate}/revocation`, { reason: '误发' }),
  },
  {
    operation: 'volunteer-services.correctService',
    role: COMMITTEE,
    ask: async (house) => {
      const { id, version } = await lastService(house);
      const { teamId: _team, volunteerIds: _ids, unpaid: _unpaid, ...dated } = serviceBody('新的服务', 1, []);
      return send('POST', `/volunteer-services/${id}/corrections`, { ...dated, to: '11:00', version, reason: '记错了', isVoided: false });
    },
  },
  {
    operation: 'volunteers.withdrawVolunteer',
    role: COMMITTEE,
    ask: async (house) => {
      const { id, version } = await volunteerCalled(house);
      return send('POST', `/volunteers/${id}/withdrawal`, { version, reason: '搬走了' });
    },
  },
];
