import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access/actor.ts';
import { grantsOf, systemActor } from '#platform/access/actor.ts';
import { inTransaction } from '#platform/db/database.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createTestApp } from '#tests/support/http.ts';
import { SMALL_MEASURES } from '#tests/support/small-measures.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { CITY, EAST, URBAN_OF_EAST, WEST } from '#tests/support/small-world.ts';
import { ensureMeasures } from './commands/ensure-measures.ts';
import { registerIndicators } from './index.ts';

const { db, owner } = await createTestDatabase();
const context = productContext(db);
await loadSmallTree(context);
await inTransaction(db, (tx) =>
  ensureMeasures(
    tx,
    context.platform.facts,
    SMALL_MEASURES.map(({ definition }) => definition),
    context.now,
  ),
);
await record(context, 'organizations', [{ div: URBAN_OF_EAST, established_on: '2021-01-01' }]);

function staffOf(division: number, width: number, permissions: string[]): Actor {
  return {
    ...systemActor('system:cli'),
    id: `staff-${division}`,
    division,
    divisionLevel: 'county',
    range: { from: division, to: division + width },
    grants: grantsOf(permissions),
  };
}

const URL = '/api/v1/indicators/check';
const appFor = (actor: Actor) => createTestApp({ ...context, actor }, registerIndicators);

describe('the self-check over HTTP', () => {
  it('has no result before the first, then the latest', async () => {
    const app = await appFor(staffOf(CITY, 1e8, ['indicator.check']));
    expect((await app.inject({ url: URL })).json()).toEqual({ check: null });
    const done = await app.inject({ method: 'POST', url: URL });
    expect(done.json()).toMatchObject({ check: { districts: 4, drifted: 0, drift: [] } });
    expect((await app.inject({ url: URL })).json()).toEqual(done.json());
  });

  it('shows drift to those in whose jurisdiction it lies, and repairs nothing', async () => {
    await sql`update figure_totals set numerator = numerator + 1 where district = 990102 and measure_id = 1`.execute(owner);
    const city = await appFor(staffOf(CITY, 1e8, ['indicator.check']));
    expect((await city.inject({ method: 'POST', url: URL })).json()).toMatchObject({
      check: { drifted: 1, drift: [{ measure: 1, division: '990102000000' }] },
    });
    expect((await city.inject({ method: 'POST', url: URL })).json()).toMatchObject({ check: { drifted: 1 } });
    const east = await appFor(staffOf(EAST, 1e6, ['indicator.check']));
    expect((await east.inject({ url: URL })).json()).toMatchObject({ check: { drifted: 1 } });
    const west = await appFor(staffOf(WEST, 1e6, ['indicator.check']));
    expect((await west.inject({ url: URL })).json()).toMatchObject({ check: { drifted: 0, drift: [] } });
  });

  it('is refused without the right', async () => {
    const app = await appFor(staffOf(CITY, 1e8, ['plan.read']));
    for (const method of ['GET', 'POST'] as const) expect((await app.inject({ method, url: URL })).statusCode).toBe(403);
  });
});
