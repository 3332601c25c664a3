import { sql } from 'kysely';
import { canaryPerson } from './canaries.ts';
import { type Expectation, get, type Question, send, thingsAt } from './question.ts';
import { serviceBody, teamBody, volunteerBody } from './volunteer-things.ts';

/** Something about a volunteer, or a team, that lies at a place: townships and communities have one. */
const thing =
  (name: 'volunteer' | 'team' | 'service' | 'certificate', absent = '404 RECORD_NOT_FOUND') =>
  (right: Expectation['right'], action: (id: number, code: string) => Question, inside: string): Expectation => ({
    right,
    ask: (house, place) => {
      const id = thingsAt(house, place)[name];
      return id === undefined ? undefined : action(id, place.code);
    },
    inside,
    outside: absent,
  });
const volunteer = thing('volunteer');
const team = thing('team');
const service = thing('service');
const certificate = thing('certificate', '404 CERTIFICATE_NOT_FOUND');

const list = (path: string): Expectation => ({
  right: 'seeVolunteers',
  ask: (_house, { code }) => get(`${path}?withTotal=true&division=${code}`),
  inside: '200',
  above: '200',
  outside: '404 RECORD_NOT_FOUND',
});

const SOMEBODY = volunteerBody('某某', '410402001001', canaryPerson(0));

const volunteers: Record<string, Expectation> = {
  'volunteers.listVolunteers': list('/volunteers'),
  'volunteers.findVolunteer': {
    right: 'seeVolunteers',
    isPlaceless: true,
    ask: () => send('POST', '/volunteers/by-number', { number: '13900000000' }),
    inside: '200',
  },
  // a number that cannot be: what lies outside is not even looked at
  'volunteers.registerVolunteer': {
    right: 'keepVolunteers',
    ask: (_house, { code }) => send('POST', '/volunteers', { ...SOMEBODY, division: code, idNumber: '1234', consentNote: '到场同意' }),
    inside: '422 VOLUNTEER_PLACE',
    insideLow: '422 VOLUNTEER_INVALID',
    outside: '404 RECORD_NOT_FOUND',
  },
  'volunteers.getVolunteer': volunteer('seeVolunteers', (id) => get(`/volunteers/${id}`), '200'),
  'volunteers.editVolunteer': volunteer(
    'keepVolunteers',
    (id, code) => send('PUT', `/volunteers/${id}`, { ...SOMEBODY, division: code, version: 99 }),
    '409 VOLUNTEER_CHANGED',
  ),
  'volunteers.withdrawVolunteer': volunteer(
    'keepVolunteers',
    (id) => send('POST', `/volunteers/${id}/withdrawal`, { version: 99, reason: '搬走' }),
    '409 VOLUNTEER_CHANGED',
  ),
  'volunteers.revealVolunteer': volunteer('revealNumbers', (id) => send('POST', `/volunteers/${id}/reveal`, { reason: '核对' }), '200'),
};

const TEAMS = '/volunteer-teams';

const teams: Record<string, Expectation> = {
  'volunteer-teams.listTeams': list(TEAMS),
  'volunteer-teams.teamOwners': {
    right: 'keepVolunteers',
    isPlaceless: true,
    ask: () => get(`${TEAMS}/owners?q=%E7%A4%BE%E5%8C%BA&use=organization`),
    inside: '200',
  },
  'volunteer-teams.createTeam': {
    right: 'keepVolunteers',
    ask: (_house, { code }) => send('POST', TEAMS, { ...teamBody(`标记${code}服务队`), division: code, organizationId: null, foundedOn: '2022-01-01' }),
    inside: '422 TEAM_PLACE',
    insideLow: '409 TEAM_NAME_TAKEN',
    outside: '404 RECORD_NOT_FOUND',
  },
  'volunteer-teams.getTeam': team('seeVolunteers', (id) => get(`${TEAMS}/${id}`), '200'),
  'volunteer-teams.editTeam': team(
    'keepVolunteers',
    (id) => send('PUT', `${TEAMS}/${id}`, { ...teamBody('别的名称'), version: 99, closedOn: null, joinCode: 'keep' }),
    '409 TEAM_CHANGED',
  ),
  'volunteer-teams.listMembers': team('seeVolunteers', (id) => get(`${TEAMS}/${id}/members?withTotal=true`), '200'),
  'volunteer-teams.changeMember': {
    ...team('keepVolunteers', (id) => get(`${TEAMS}/${id}`), '409 TEAM_MEMBER_STATE'),
    ask: (house, place) => {
      const things = thingsAt(house, place);
      if (things.team === undefined) return undefined;
      return send('POST', `${TEAMS}/${things.team}/members`, { volunteerId: String(things.volunteer), action: 'add' });
    },
  },
};

const SERVICES = '/volunteer-services';

const services: Record<string, Expectation> = {
  'volunteer-services.listServices': list(SERVICES),
  'volunteer-services.recordServices': team('keepVolunteers', (id) => send('POST', SERVICES, asText(serviceBody('助老', id, [1]))), '422 SERVICE_NOT_MEMBER'),
  // confirmed already: nothing is left to do
  'volunteer-services.confirmServices': service('keepVolunteers', (id) => send('POST', `${SERVICES}/confirmations`, { ids: [String(id)] }), '200'),
  'volunteer-services.correctService': service(
    'keepVolunteers',
    (id) => send('POST', `${SERVICES}/${id}/corrections`, { ...asText(serviceBody('助老', 1, [])), version: 99, reason: '记错', isVoided: false }),
    '409 SERVICE_CHANGED',
  ),
  'volunteer-services.answerDispute': service(
    'keepVolunteers',
    (id) => send('POST', `${SERVICES}/${id}/dispute-answers`, { outcome: 'rejected', answer: '无误' }),
    '409 DISPUTE_NONE',
  ),
  'volunteer-services.serviceTotals': team('seeVolunteers', (id) => get(`${SERVICES}/totals?team=${id}&year=2023`), '200'),
  'volunteers.volunteerFigures': {
    right: 'countVolunteers',
    ask: (_house, { code }) => get(`/volunteers/figures?year=2023&division=${code}`),
    inside: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
};

const CERTIFICATES = '/volunteer-certificates';

const certificates: Record<string, Expectation> = {
  'volunteer-certificates.listCertificates': list(CERTIFICATES),
  'volunteer-certificates.issueCertificate': volunteer(
    'keepVolunteers',
    (id) => send('POST', CERTIFICATES, { volunteerId: String(id), fromOn: '2020-01-01', toOn: '2020-01-02' }),
    '422 CERTIFICATE_NOTHING',
  ),
  // taken back already; the owner of the database sees to that before each question
  'volunteer-certificates.revokeCertificate': {
    ...certificate('keepVolunteers', (id) => send('POST', `${CERTIFICATES}/${id}/revocation`, { reason: '误发' }), '409 CERTIFICATE_REVOKED'),
    ask: async (house, place) => {
      const { certificate: id } = thingsAt(house, place);
      if (id === undefined) return undefined;
      await sql`update volunteer_certificates set revoked_on = '2023-11-20', revoke_reason = '误发' where id = ${id}`.execute(house.owner);
      return send('POST', `${CERTIFICATES}/${id}/revocation`, { reason: '误发' });
    },
  },
  'volunteer-certificates.certificateFile': {
    ...certificate('seeVolunteers', (id) => get(`${CERTIFICATES}/${id}/file`), '200'),
    ask: async (house, place) => {
      const { certificate: id } = thingsAt(house, place);
      if (id === undefined) return undefined;
      await sql`update volunteer_certificates set revoked_on = null, revoke_reason = null where id = ${id}`.execute(house.owner);
      return get(`${CERTIFICATES}/${id}/file`);
    },
  },
};

/** Ids as the interface takes them. */
function asText<T extends { teamId: number; volunteerIds: readonly number[] }>(body: T) {
  return { ...body, teamId: String(body.teamId), volunteerIds: body.volunteerIds.map(String) };
}

export const volunteerAnswers: Readonly<Record<string, Expectation>> = { ...volunteers, ...teams, ...services, ...certificates };
