import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { volunteerMeans } from '#apps/server/volunteer-means.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { deskOf, PLACES } from '#tests/support/filings.ts';
import { outcome } from '#tests/support/volunteers.ts';
import { getFigures } from '../queries/get-figures.ts';
import { listServices } from '../queries/list-services.ts';
import { createDemonstrationVolunteers } from './create-demonstration-volunteers.ts';
import { removeDemonstrationVolunteers } from './remove-demonstration-volunteers.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee } = deskOf(operator, 'pingdingshan');
const COMMUNITIES = [PLACES.pingdingshan.community, PLACES.guangzhou.community];

beforeAll(async () => {
  await loadDivisions(operator, { scope: [PLACES.pingdingshan.load, PLACES.guangzhou.load] });
}, 60_000);

it('makes marked people with minutes in every state, and takes all of it away again, out of the counters too', async () => {
  expect(await outcome(createDemonstrationVolunteers(committee, volunteerMeans, COMMUNITIES))).toBe('PERMISSION_MISSING');
  expect(await createDemonstrationVolunteers(operator, volunteerMeans, COMMUNITIES)).toBe(18);
  const { rows } = await sql<{ real: number }>`select count(*)::int as real from volunteers where not demonstration`.execute(owner);
  expect(rows[0]?.real).toBe(0);
  expect((await getFigures(committee, { year: 2023 })).total).toMatchObject({ registered: 9, served: 8, services: 24 });
  expect((await listServices(committee, { limit: 1, withTotal: true, overdue: true })).total).toBe(2);
  expect(await removeDemonstrationVolunteers(operator)).toBe(18);
  for (const table of ['volunteers', 'volunteer_teams', 'volunteer_memberships', 'volunteer_services', 'volunteer_certificates']) {
    expect((await sql`select from ${sql.table(table)}`.execute(owner)).rows.length, table).toBe(0);
  }
  const left = await sql`select from volunteer_figures where registered <> 0 or withdrawn <> 0 or served <> 0 or services <> 0 or minutes <> 0`.execute(owner);
  expect(left.rows.length).toBe(0);
}, 120_000);
