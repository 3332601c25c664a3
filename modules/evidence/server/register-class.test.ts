import { beforeAll, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { countByPlace } from '#platform/registers/count-by-place.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { exportList } from './commands/export-list.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const ALL = { state: 'all', filters: {} } as const;
/** People of organizations are personal data as a whole. */
const PEOPLE = 'organization-people';

/** A clerk of the county, whose rights reach this class of data at most. */
function clerk(classes: ('general' | 'personal')[]) {
  const actor = actorAs('districtCivilAffairsStaff', 410402000000, 'county');
  return { ...operator, actor: { ...actor, grants: new Map([...actor.grants.keys()].map((verb) => [verb, new Set(classes)] as const)) } };
}

beforeAll(() => loadDivisions(operator, { scope: ['410402'] }), 60_000);

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

it.each([
  ['lists', (context: ReturnType<typeof clerk>) => listRecords(context, productRegisters, PEOPLE, { ...ALL, limit: 10, withTotal: true })],
  ['counts by place', (context: ReturnType<typeof clerk>) => countByPlace(context, productRegisters, PEOPLE, ALL)],
  ['takes along', (context: ReturnType<typeof clerk>) => exportList(context, productRegisters, PEOPLE, ALL)],
])('whoever may not see the class of a register neither lists, counts nor exports it: %s', async (_name, act) => {
  expect(await code(act(clerk(['general'])))).toBe('DATA_CLASS_MISSING');
  expect(await code(act(clerk(['general', 'personal'])))).toBe('done');
});

it('nor writes into it', async () => {
  expect(await code(createRecord(clerk(['general']), productRegisters, PEOPLE, {}))).toBe('DATA_CLASS_MISSING');
  expect(await code(createRecord(clerk(['general', 'personal']), productRegisters, PEOPLE, {}))).not.toBe('DATA_CLASS_MISSING');
});
