/** What every register refuses by itself, behind the routes: the class of its data, what lies elsewhere, numbers of people in its history. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { getRecord } from '#platform/registers/get-record.ts';
import { homedIn } from '#platform/registers/homed-in.ts';
import { keepApart } from '#platform/registers/keep-apart.ts';
import { listViews, noteExported } from '#platform/registers/personal-data-views.ts';
import { createRecord, definitionOf, updateRecord } from '#platform/registers/save-record.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { outcome } from '#tests/support/volunteers.ts';
import { filedGroup } from '#tests/support/organizations.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const [HERE, THERE] = ['410402001001', '410402002001'];
const [STREET, OTHER] = [rangeOf(410_402_001_000, 'township'), rangeOf(410_402_002_000, 'township')];
const street: Context = { ...operator, actor: { ...operator.actor, range: STREET } };
const ORGANIZATIONS = definitionOf(productRegisters, 'organizations');
const PEOPLE = 'organization-people';
const idNumber = (first: string) => first + idCheckCharacter(first);
let [ours, theirs, person] = [0, 0, 0];

/** A clerk of the county, whose rights reach this class of data at most. */
function clerk(...classes: ('general' | 'personal')[]): Context {
  const actor = actorAs('districtCivilAffairsStaff', 410_402_000_000, 'county');
  return { ...operator, actor: { ...actor, grants: new Map([...actor.grants.keys()].map((verb) => [verb, new Set(classes)] as const)) } };
}

async function organization(name: string, div: string): Promise<number> {
  const leaderIdNumber = idNumber('41040219700101002');
  return (await createRecord(operator, productRegisters, 'organizations', filedGroup(name, div, { leaderIdNumber }))).id;
}

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402'] });
  [ours, theirs] = [await organization('合唱队', HERE), await organization('秧歌队', THERE)];
  const values = { organizationName: '合唱队', organizationDiv: HERE, name: '王某', role: '负责人', startedOn: '2022-03-01' };
  person = (await createRecord(operator, productRegisters, PEOPLE, values)).id;
}, 60_000);

it('a register of people is opened and changed with that class of data only', async () => {
  const read = (context: Context) => outcome(getRecord(context, productRegisters, PEOPLE, person));
  expect([await read(clerk('general')), await read(clerk('general', 'personal'))]).toEqual(['DATA_CLASS_MISSING', 'done']);
  const change = (context: Context) => outcome(updateRecord(context, productRegisters, PEOPLE, person, 1, { name: '王某某' }));
  expect(await change(clerk('general'))).toBe('DATA_CLASS_MISSING');
  expect(await change(clerk('general', 'personal'))).toBe('done');
});

it('history tells that a number changed, never which', async () => {
  const kept = (await getRecord(operator, productRegisters, 'organizations', ours)).values['leaderIdNumber'];
  expect(kept).toBeTruthy();
  await updateRecord(operator, productRegisters, 'organizations', ours, 1, { memberCount: 10 });
  expect((await getRecord(operator, productRegisters, 'organizations', ours)).values['leaderIdNumber']).toEqual(kept);
  await updateRecord(operator, productRegisters, 'organizations', ours, 2, { leaderIdNumber: idNumber('41040219720101002') });
  const { history } = await getRecord(operator, productRegisters, 'organizations', ours);
  const numbers = history.flatMap(({ changes }) => changes).filter(({ heading }) => heading === '负责人身份证号');
  expect(numbers.map(({ before, after }) => [before, after])).toEqual([['（不显示）', '（不显示）']]);
  expect(JSON.stringify(history)).not.toContain(idNumber('41040219700101002'));
});

describe('another street', () => {
  it('has no record that is said to be another than one of ours', async () => {
    expect(await outcome(keepApart(street, productRegisters, 'organizations', [ours, theirs], '两个'))).toBe('RECORD_NOT_FOUND');
    expect(await outcome(keepApart(operator, productRegisters, 'organizations', [ours, theirs], '两个'))).toBe('done');
  });

  it('has no part in what is counted, taken along and looked up here', async () => {
    await inTransaction(db, async (tx) => {
      expect([await homedIn(tx, ORGANIZATIONS, STREET, 'nobody'), await homedIn(tx, ORGANIZATIONS, rangeOf(410_402_003_000, 'township'), 'nobody')]).toEqual([
        1, 0,
      ]);
      expect(await noteExported(tx, operator, ORGANIZATIONS, STREET, '核对')).toBe(1);
    });
    const seen = async (range: typeof STREET) => (await listViews(db, { range }, undefined, 10)).map(({ recordId }) => recordId);
    expect([await seen(STREET), await seen(OTHER)]).toEqual([[ours], []]);
  });
});
