import { canaryPerson } from './canaries.ts';
import { type Expectation, get, type Question, send, thingsAt } from './question.ts';
import { teamBody, volunteerBody } from './volunteer-things.ts';

/** Something about a volunteer, or a team, that lies at a place: townships and communities have one. */
const thing =
  (name: 'volunteer' | 'team') =>
  (right: Expectation['right'], action: (id: number, code: string) => Question, inside: string): Expectation => ({
    right,
    ask: (house, place) => {
      const id = thingsAt(house, place)[name];
      return id === undefined ? undefined : action(id, place.code);
    },
    inside,
    outside: '404 RECORD_NOT_FOUND',
  });
const volunteer = thing('volunteer');
const team = thing('team');

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

export const volunteerAnswers: Readonly<Record<string, Expectation>> = { ...volunteers, ...teams };
