/** Children under 14 are restricted data: whose post lacks that class reaches nothing of them, by whatever id (dossier 2.2, PIPL art. 28-31). */
import { beforeAll, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { volunteerMeans } from '#apps/server/volunteer-means.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs, deskOf, PLACES } from '#tests/support/filings.ts';
import { fillIn, outcome } from '#tests/support/volunteers.ts';
import { changeMember } from './commands/change-member.ts';
import { confirmServices } from './commands/confirm-services.ts';
import { correctService } from './commands/correct-service.ts';
import { createTeam } from './commands/create-team.ts';
import { answerDispute } from './commands/dispute-service.ts';
import { issueCertificate, revokeCertificate } from './commands/issue-certificate.ts';
import { recordServices } from './commands/record-services.ts';
import { registerVolunteer } from './commands/register-volunteer.ts';
import { getCertificate, getCertificateFile, listCertificates } from './queries/list-certificates.ts';
import { getService } from './queries/list-services.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee } = deskOf(operator, 'pingdingshan');
const HOME = codeOf(PLACES.pingdingshan.community);
const city: Context = { ...operator, actor: actorAs('cityCivilAffairsStaff', 410_400_000_000, 'city') };
/** The committee's post, were it granted or lent fewer classes of data. */
const partly: Context = { ...committee, actor: { ...committee.actor, grants: withoutRestricted(committee.actor.grants) } };

function withoutRestricted(grants: Context['actor']['grants']): Context['actor']['grants'] {
  return new Map([...grants].map(([verb, classes]) => [verb, new Set([...classes].filter((name) => name !== 'restricted'))]));
}

const DATED = { from: '09:00', to: '10:00', kind: '文体活动', content: '表演节目', place: '社区活动室' } as const;
let [team, child, waiting, certificate] = [0, 0, 0, 0];

const record = (context: Context, servedOn: string) =>
  recordServices(context, 'office', { ...DATED, servedOn, teamId: team, volunteerIds: [child], unpaid: true });

beforeAll(async () => {
  await loadDivisions(operator, { scope: [PLACES.pingdingshan.load] });
  const guardian = { guardianName: '王母', guardianPhone: '13900001111', guardianAgreedOn: '2023-11-19', consentNote: '监护人到场同意' };
  child = await registerVolunteer(committee, { ...fillIn(5, HOME, { bornOn: '2012-05-01', name: '小朋友' }), ...guardian });
  const plain = { about: '', isInternational: false, markedOn: null, associationId: null, associationSince: null, organizationId: null };
  team = await createTeam(committee, { ...plain, name: '小小志愿者队', division: HOME, foundedOn: '2023-01-01' });
  await changeMember(committee, 'office', { teamId: team, volunteerId: child, action: 'add' });
  await confirmServices(committee, 'office', await record(committee, '2023-11-10'));
  [waiting = 0] = await record(committee, '2023-11-17');
  certificate = await issueCertificate(committee, volunteerMeans, 'office', { volunteerId: child, fromOn: '2023-11-01', toOn: '2023-11-20' });
}, 60_000);

it.each([
  ['the file of a certificate', () => getCertificateFile(city, certificate, 'docx'), 'CERTIFICATE_NOT_FOUND'],
  ['a certificate', () => getCertificate(city, certificate), 'CERTIFICATE_NOT_FOUND'],
  ['a service', () => getService(city, waiting), 'RECORD_NOT_FOUND'],
])('shows %s of a child to no post without the restricted class', async (_what, read, code) => {
  expect((await listCertificates(city, { limit: 10, withTotal: true })).total).toBe(0);
  expect(await outcome(read())).toBe(code);
});

it.each([
  ['revokes a certificate', () => revokeCertificate(partly, certificate, '误发'), 'CERTIFICATE_NOT_FOUND'],
  ['confirms minutes', () => confirmServices(partly, 'office', [waiting]), 'RECORD_NOT_FOUND'],
  [
    'corrects minutes',
    () => correctService(partly, 'office', waiting, { ...DATED, to: '09:30', servedOn: '2023-11-17', version: 1, reason: '记错了', isVoided: false }),
    'RECORD_NOT_FOUND',
  ],
  ['answers a dispute', () => answerDispute(partly, waiting, { outcome: 'upheld', answer: '已核实' }), 'RECORD_NOT_FOUND'],
  ['records minutes, and is not told of those that overlap', () => record(partly, '2023-11-17'), 'SERVICE_NOT_MEMBER'],
])('without that class nobody %s of a child', async (_what, act, code) => {
  expect(await outcome(act())).toBe(code);
});

it('is reached in all these ways by whose post has the class', async () => {
  expect((await getCertificateFile(committee, certificate, 'docx')).fileName).toContain('小朋友');
  expect(await confirmServices(committee, 'office', [waiting])).toBe(1);
  expect(await outcome(revokeCertificate(committee, certificate, '误发'))).toBe('done');
});
