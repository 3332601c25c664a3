/** What asks for organizations of a range finds none of another street, whoever hands the range in. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { FormValues } from '#platform/registers/record-form.ts';
import { findByName } from '#platform/registers/find-by-name.ts';
import { createRecord, definitionOf, updateRecord } from '#platform/registers/save-record.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import { type KeyRange, rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { mergeOrganizations } from './commands/merge-organizations.ts';
import { documentFileKeeper } from './document-files.ts';
import { findCharter } from './queries/find-charter.ts';
import { findLikelyOf } from './queries/find-likely.ts';
import { findOrganizations, findOrganizationsNamed, listRegistered } from './queries/find-organization.ts';
import { findSimilarOrganizations } from './queries/find-similar-organizations.ts';
import { getOrganizationPage } from './queries/get-organization-page.ts';
import { listPartHappenings } from './queries/list-part-happenings.ts';
import { listPart } from './queries/list-part.ts';
import { listRelated } from './queries/list-related.ts';
import { countDirectory } from './queries/public-directory.ts';
import { requireOrganization } from './queries/require-organization.ts';

const { db, owner, portal } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
const [HERE, THERE] = ['410402001001', '410402002001'];
const STREET = rangeOf(410_402_001_000, 'township');
const first = '41040219700101002';
const LEADER = first + idCheckCharacter(first);
const street: Context = { ...operator, actor: { ...operator.actor, range: STREET } };
let [ours, theirs] = [0, 0];

async function organization(name: string, div: string, more: FormValues = {}): Promise<number> {
  return (await createRecord(operator, productRegisters, 'organizations', filedGroup(name, div, { tier: '登记', ...more }))).id;
}

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402'] });
  ours = await organization('夕阳红合唱队', HERE, { leaderIdNumber: LEADER });
  theirs = await organization('向阳红合唱队', THERE, { leaderIdNumber: LEADER });
});

describe('another street', () => {
  it('has no part in what is found by name, by id, as registered or as alike, nor in what is counted for the public', async () => {
    expect((await findOrganizationsNamed(db, '合唱', STREET, operator.today, 10)).map(({ id }) => id)).toEqual([ours]);
    expect((await findOrganizations(db, [ours, theirs], STREET)).map(({ id }) => id)).toEqual([ours]);
    const registered = { range: STREET, registeredBefore: '2023-01-01', standingOn: operator.today, after: 0, limit: 10 };
    expect((await listRegistered(db, registered)).map(({ id }) => id)).toEqual([ours]);
    const { rows } = await owner.executeQuery<{ leader: string }>(
      owner.selectFrom('organizations').select('leader_id_number_index as leader').where('id', '=', ours).compile(),
    );
    const subject = { name: '合唱队', div: Number(THERE), placeName: '某社区', leaderIdNumberIndex: rows[0]?.leader ?? null, except: null };
    expect((await findSimilarOrganizations(db, STREET, subject)).map(({ id }) => id)).toEqual([ours]);
    expect([...(await countDirectory(portal, operator.today, STREET, 1000))]).toEqual([[STREET.from, 1]]);
  });

  it('is found by no name that one of its own bore before', async () => {
    const renamed = await organization('旧名队', THERE);
    await updateRecord(operator, productRegisters, 'organizations', renamed, 1, { name: '新名队' });
    const division = (await productRegisters.resolveDivisions(db, [THERE], operator.today)).get(THERE);
    if (!division) throw new Error(THERE);
    const definition = definitionOf(productRegisters, 'organizations');
    const foundBy = (name: string, range: KeyRange) => inTransaction(db, (tx) => findByName(tx, definition, [{ name, division }], 'district', range));
    for (const name of ['旧名队', '新名队']) {
      expect(await foundBy(name, operator.actor.range)).toMatchObject([{ found: { id: renamed } }]);
      expect(await foundBy(name, STREET)).toEqual([{ found: null, reason: 'absent' }]);
    }
  });

  it('keeps its records of an organization of ours to itself', async () => {
    const worker = { organizationName: '夕阳红合唱队', organizationDiv: HERE, name: '社工甲', employment: '专职', startedOn: '2023-01-01' };
    await createRecord(operator, productRegisters, 'organization-social-workers', worker);
    const registers = async () => (await listRelated(street, productRegisters, ours)).map(({ register }) => register);
    expect(await registers()).toContain('organization-social-workers');
    await owner.executeQuery(
      owner
        .updateTable('organization_social_workers')
        .set({ div: Number(THERE) })
        .compile(),
    );
    expect(await registers()).not.toContain('organization-social-workers');
  });

  it('is not reached through an organization that turned out to be one of its own', async () => {
    const twin = await organization('向阳红队', HERE);
    await mergeOrganizations(operator, organizationMeans, { keep: { id: theirs, version: 1 }, remove: { id: twin, version: 1 }, reason: '同一个' });
    expect((await requireOrganization(operator, twin)).id).toBe(theirs);
    await expect(requireOrganization(street, theirs)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    expect((await findLikelyOf(street, productRegisters, await requireOrganization(operator, theirs))).own).toBeNull();
    expect(await listPartHappenings(street, theirs)).toEqual([]);
    expect(await findCharter(db, { id: theirs, district: 410_402 })).toBeUndefined();
    await expect(requireOrganization(street, twin)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });
});

it('tells what may be done by the rights of whoever looks, and opens no file without them', async () => {
  const having = (...verbs: string[]): Context => ({
    ...street,
    actor: {
      ...street.actor,
      grants: new Map([...street.actor.grants].filter(([verb]) => verb !== '*').concat(verbs.map((verb) => [verb, new Set(['general', 'personal'] as const)]))),
    },
  });
  const [none, all] = [
    { edit: false, reveal: false },
    { edit: true, reveal: true },
  ];
  const abilities = async (context: Context) => [
    (await getOrganizationPage(context, productRegisters, ours, undefined)).abilities,
    (await listPart(context, productRegisters, await requireOrganization(context, ours), 'members', undefined)).abilities,
  ];
  expect(await abilities(having('evidence.read'))).toEqual([none, none]);
  expect(await abilities(having('evidence.read', 'evidence.edit', 'personal-data.reveal'))).toEqual([all, all]);
  const paper = { organizationName: '夕阳红合唱队', organizationDiv: HERE, kind: '章程', title: '章程', adoptedOn: '2023-01-01' };
  const { id } = await createRecord(operator, productRegisters, 'organization-documents', paper);
  const reach = (context: Context) => documentFileKeeper.reachOf(context, { id: 1, ownerId: id, part: null, district: 410_402, div: Number(HERE) });
  expect([await reach(having('evidence.read')), await reach(having('publicity.read'))]).toEqual(['reads', 'none']);
});
