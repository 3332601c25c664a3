/** A volunteer at home in one district helps in teams of another, moves, and the teams are moved with their streets. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { createProductFacts } from '#apps/server/facts.ts';
import { volunteerMeans } from '#apps/server/volunteer-means.ts';
import { operationSchema } from '#modules/divisions/contract/operations.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { actorAs } from '#tests/support/filings.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { strayRows, unknownWhereabouts } from '#tests/support/stray-rows.ts';
import { fillIn, outcome, personAt } from '#tests/support/volunteers.ts';
import { changeMember } from './commands/change-member.ts';
import { confirmServices } from './commands/confirm-services.ts';
import { correctService } from './commands/correct-service.ts';
import { createTeam } from './commands/create-team.ts';
import { disputeService } from './commands/dispute-service.ts';
import { editTeam } from './commands/edit-team.ts';
import { editVolunteer } from './commands/edit-volunteer.ts';
import { issueCertificate } from './commands/issue-certificate.ts';
import { joinByCode } from './commands/join-team.ts';
import { recordServices } from './commands/record-services.ts';
import { registerSelf } from './commands/register-volunteer.ts';
import { getTeam, listMembers } from './queries/get-team.ts';
import { getService, getServiceTotals, listServices } from './queries/list-services.ts';
import { listVolunteers } from './queries/list-volunteers.ts';
import { getLedTeam, getOwnVolunteer, listLedDuties } from './queries/own-volunteer.ts';

const { db } = await createTestDatabase();
const facts = createProductFacts();
const operator = testContext(db, { facts });
const as = (division: number, level: 'community' | 'county', role: 'neighborhoodCommitteeStaff' | 'districtCivilAffairsStaff'): Context => ({
  ...operator,
  actor: actorAs(role, division, level),
});
const [HOME, THERE, LATER] = [410_402_001_001, 410_403_001_001, 410_404_001_001];
const home = as(HOME, 'community', 'neighborhoodCommitteeStaff');
const there = as(THERE, 'community', 'neighborhoodCommitteeStaff');
const PLAIN = { about: '', isInternational: false, markedOn: null, associationId: null, associationSince: null, organizationId: null, foundedOn: '2023-01-01' };
const PAGE = { limit: 50, withTotal: true };
const WHAT = { servedOn: '2023-11-17', kind: '关爱老人', content: '陪老人理发', place: '活动室', unpaid: true } as const;
const teams = { home: 0, there: 0 };
let [self, id] = [{} as Context, 0];

const isFound = async () => {
  expect(await strayRows(db)).toEqual([]);
  expect(await unknownWhereabouts(db, facts.tables)).toEqual([]);
};
const edit = async (more: object) => {
  const { rows } = await sql<{ version: number }>`select version from volunteers where id = ${id}`.execute(db);
  return editVolunteer(operator, id, { ...fillIn(400, String(HOME)), version: rows[0]?.version ?? 0, ...more });
};

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402001', '410403', '410404001'] });
  teams.home = await createTeam(home, { ...PLAIN, name: '家门口队', division: String(HOME) });
  teams.there = await createTeam(there, { ...PLAIN, name: '邻区队', division: String(THERE) });
  self = (await personAt(operator, '13600000900')).context;
  id = await registerSelf(self, volunteerMeans, { ...fillIn(400, String(HOME)), phone: null });
  await changeMember(home, 'office', { teamId: teams.home, volunteerId: id, action: 'add' });
}, 60_000);

describe('a volunteer of another district', () => {
  it('joins with a code, is on the list of the team and leads it', async () => {
    const { version, name, about, isInternational, markedOn, associationId, associationSince } = await getTeam(there, teams.there);
    await editTeam(there, teams.there, {
      version,
      name,
      about,
      isInternational,
      markedOn,
      associationId: associationId === null ? null : Number(associationId),
      associationSince,
      closedOn: null,
      joinCode: 'new',
    });
    const code = (await getTeam(there, teams.there)).joinCode ?? '';
    expect(await joinByCode(self, code)).toBe(teams.there);
    await changeMember(there, 'office', { teamId: teams.there, volunteerId: id, action: 'lead' });
    const members = await listMembers(there, teams.there, PAGE);
    expect(members).toMatchObject({ total: 1, items: [{ volunteerId: String(id), name: '志愿者400', role: 'leader' }] });
    expect((await listVolunteers(operator, { ...PAGE, standing: 'active', team: teams.there })).items).toMatchObject([{ id: String(id) }]);
    expect((await getLedTeam(self, teams.there)).members).toHaveLength(1);
    await isFound();
  });

  it('serves in both, no minute twice, and sees all of it', async () => {
    const [here] = await recordServices(home, 'office', { ...WHAT, teamId: teams.home, volunteerIds: [id], from: '09:00', to: '10:00' });
    const [away] = await recordServices(there, 'office', { ...WHAT, teamId: teams.there, volunteerIds: [id], from: '10:00', to: '11:30' });
    expect(await outcome(recordServices(there, 'office', { ...WHAT, teamId: teams.there, volunteerIds: [id], from: '09:30', to: '09:40' }))).toBe(
      'SERVICE_OVERLAPS',
    );
    await confirmServices(home, 'office', [here ?? 0]);
    await confirmServices(there, 'office', [away ?? 0]);
    expect(await getServiceTotals(home, { volunteer: id, year: 2023 })).toMatchObject({ persons: 1, services: 2, minutes: 150 });
    expect((await listServices(there, PAGE)).items).toMatchObject([{ volunteerName: '志愿者400', teamName: '邻区队', minutes: 90 }]);
    const own = await getOwnVolunteer(self);
    expect(own?.services.map(({ teamName }) => teamName).sort()).toEqual(['家门口队', '邻区队']);
    expect(own?.volunteer.memberships.map(({ teamName }) => teamName).sort()).toEqual(['家门口队', '邻区队']);
    await disputeService(self, away ?? 0, '少记了');
    expect((await getService(there, away ?? 0)).disputes).toMatchObject([{ content: '少记了' }]);
    expect(await listLedDuties(self, id)).toMatchObject([{ teamId: teams.there, waiting: 0 }]);
  });

  it('has a certificate of both, which a correction there revokes though it was issued here', async () => {
    const certificate = await issueCertificate(self, volunteerMeans, 'own', { volunteerId: id, fromOn: '2023-01-01', toOn: '2023-11-20' });
    expect((await getOwnVolunteer(self))?.certificates).toMatchObject([{ id: String(certificate), services: 2, minutes: 150, revokedOn: null }]);
    const [service] = (await listServices(there, PAGE)).items;
    const { unpaid: _unpaid, ...dated } = WHAT;
    await correctService(there, 'office', Number(service?.id), {
      ...dated,
      from: '10:00',
      to: '11:00',
      version: service?.version ?? 0,
      reason: '记多了',
      isVoided: false,
    });
    expect((await getOwnVolunteer(self))?.certificates).toMatchObject([{ revokedOn: '2023-11-20' }]);
  });

  it('moves home to a third district, and everything is found as before', async () => {
    await edit({ division: String(LATER) });
    const own = await getOwnVolunteer(self);
    expect([own?.volunteer.division, own?.services.length, own?.certificates.length, own?.totals.minutes]).toEqual([String(LATER), 2, 1, 120]);
    expect((await listMembers(there, teams.there, PAGE)).items).toMatchObject([{ name: '志愿者400' }]);
    const newest = await issueCertificate(self, volunteerMeans, 'own', { volunteerId: id, fromOn: '2023-01-01', toOn: '2023-11-20' });
    expect((await getOwnVolunteer(self))?.certificates.map((one) => one.id)).toEqual([String(newest), expect.any(String)]);
    await isFound();
  });

  it('is shown as a child everywhere once the day of birth was corrected', async () => {
    await edit({
      division: String(LATER),
      bornOn: '2012-01-01',
      guardianName: '家长',
      guardianPhone: '13800000000',
      guardianAgreedOn: '2023-01-01',
      idKind: 'passport',
      idNumber: 'E12345678',
      nationality: '美国',
    });
    const { rows } = await sql<{
      bornOn: string;
    }>`select volunteer_born_on as "bornOn" from volunteer_memberships union all select volunteer_born_on from volunteer_services
      union all select volunteer_born_on from volunteer_certificates`.execute(db);
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map(({ bornOn }) => bornOn))).toEqual(new Set(['2012-01-01']));
    await isFound();
  });

  it('is found when the street of a team goes to another district', async () => {
    await carryOutOperation(operator, operationSchema.parse({ onDay: '2023-11-19', reason: '批复', kind: 'move', code: '410403001', to: '410404' }));
    const own = await getOwnVolunteer(self);
    expect([own?.services.length, own?.totals.minutes, own?.volunteer.memberships.length]).toEqual([2, 120, 2]);
    expect((await getLedTeam(self, teams.there)).confirmed).toHaveLength(1);
    await isFound();
  });
});
