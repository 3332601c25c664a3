import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { addOrganization, COMMUNITY, desksOf, openNeedPlaces } from '#tests/support/needs.ts';
import { STATES } from '../../contract/workflow.ts';
import { countNeeds } from '../queries/list-needs.ts';
import { createDemonstrationNeeds } from './create-demonstration-needs.ts';
import { removeDemonstrationNeeds } from './remove-demonstration-needs.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee } = desksOf(operator);
const DESKS = [{ div: COMMUNITY, accountId: '9', name: '演示社区工作人员' }];

async function numbers(): Promise<unknown[]> {
  return (await sql`select number, state, due_on, received_on from needs order by id`.execute(owner)).rows;
}

it('makes marked needs in every state, the same for the same seed, and takes all of it away again', async () => {
  await openNeedPlaces(operator);
  for (const name of ['一社', '二社', '三社', '四社']) await addOrganization(operator, name);
  await sql`update organizations set demonstration = true`.execute(owner);
  await expect(createDemonstrationNeeds(committee, DESKS, 1)).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
  const made = await createDemonstrationNeeds(operator, DESKS, 1);
  const { rows } = await sql<{ state: string }>`select distinct state from needs where demonstration`.execute(owner);
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(Object.keys(STATES)));
  const counts = await countNeeds(committee, undefined);
  expect([counts.overdue > 0, counts.supervised]).toEqual([true, 1]);
  const rated = await sql<{
    count: number;
  }>`select count(*)::int as count from need_ratings where demonstration group by organization_id order by 1 desc`.execute(owner);
  expect(rated.rows[0]?.count).toBeGreaterThanOrEqual(5);
  const first = await numbers();
  expect(await removeDemonstrationNeeds(operator)).toBe(made);
  for (const table of ['needs', 'need_steps', 'need_offers', 'need_services', 'need_beneficiaries', 'need_ratings'])
    expect((await sql`select from ${sql.table(table)}`.execute(owner)).rows.length, table).toBe(0);
  await createDemonstrationNeeds(operator, DESKS, 1);
  expect(await numbers()).toEqual(first);
}, 60_000);
