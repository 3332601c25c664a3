import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Actor, grantsOf, systemActor } from '#platform/access/actor.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createTestApp } from '#tests/support/http.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { CITY, EAST, URBAN_OF_EAST, WEST, WEST_URBAN } from '#tests/support/small-world.ts';
import { loadPlanFile } from './commands/load-plan-files.ts';
import { registerPlans } from './index.ts';
import { getProgress } from './queries/get-progress.ts';

const { db } = await createTestDatabase();
const context = productContext(db, { now: '2027-03-15T04:00:00.000Z' });
await loadSmallTree(context);
await loadPlanFile(context, 'qingqu-2026.yaml', readFileSync(new URL('fixtures/qingqu-2026.yaml', import.meta.url), 'utf8'));
await record(
  context,
  'organizations',
  [URBAN_OF_EAST, WEST_URBAN].map((div) => ({ div, established_on: '2026-05-01', is_hub: true })),
);

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

const PLAN = '/api/v1/plans/qingqu-2026';
const appFor = (actor: Actor) => createTestApp({ ...context, actor }, registerPlans);
const reader = await appFor(systemActor('system:cli'));

describe('plans over HTTP', () => {
  it('give the same document as the command line', async () => {
    const { statusCode, payload } = await reader.inject({ url: `${PLAN}/progress?division=${EAST}&asOf=2027-01-31` });
    expect(statusCode).toBe(200);
    expect(JSON.parse(payload)).toEqual(
      JSON.parse(JSON.stringify(await getProgress(context, { plan: 'qingqu-2026', division: String(EAST), asOf: '2027-01-31' }))),
    );
  });

  it.each([
    ['list', '/api/v1/plans'],
    ['plan', PLAN],
    ['children', `${PLAN}/targets/QQ-Q02/children`],
    ['units', `${PLAN}/targets/QQ-Q02/units?filter=failing&limit=2&withTotal=true`],
    ['records', `${PLAN}/targets/QQ-Q02/records?withTotal=true`],
    ['trend', `${PLAN}/targets/QQ-Q02/trend`],
    ['changes', `${PLAN}/targets/QQ-Q02/changes`],
    ['gaps', `${PLAN}/gaps?withTotal=true`],
  ])('answer with the shape that the route declares: %s', async (_name, url) => {
    expect((await reader.inject({ url })).statusCode).toBe(200);
  });

  it('hand the gap list out as a workbook', async () => {
    const { statusCode, headers, rawPayload } = await reader.inject({ url: `${PLAN}/gaps.xlsx` });
    expect([statusCode, headers['content-type'], rawPayload.subarray(0, 2).toString()]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'PK',
    ]);
  });

  it('show a county its own figures by default, and nothing of its neighbor', async () => {
    const app = await appFor(staffOf(EAST, 1e6, ['plan.read', 'evidence.read']));
    expect((await app.inject({ url: `${PLAN}/progress` })).json()).toMatchObject({ division: String(EAST) });
    for (const path of ['progress', 'targets/QQ-Q02/units', 'targets/QQ-Q02/records', 'targets/QQ-Q02/children', 'gaps']) {
      for (const division of [WEST, CITY, WEST_URBAN]) expect((await app.inject({ url: `${PLAN}/${path}?division=${division}` })).statusCode, path).toBe(404);
    }
  });

  it('refuse what is not there, in words', async () => {
    const outside = await reader.inject({ url: `${PLAN}/progress?division=990000000000` });
    expect([outside.statusCode, outside.json().code]).toEqual([422, 'DIVISION_OUTSIDE_PLAN']);
    expect((await reader.inject({ url: '/api/v1/plans/none-2026/progress' })).statusCode).toBe(404);
    expect((await reader.inject({ url: `${PLAN}/progress?asOf=2027-02-30` })).statusCode).toBe(422);
    expect((await reader.inject({ url: `${PLAN}/progress?boundaries=someday` })).statusCode).toBe(422);
  });

  it('let only those change a threshold who may', async () => {
    const payload = { target: 'QQ-Q03', threshold: 2, reason: '调整', baseVersion: 3 };
    const mayRead = await appFor(staffOf(CITY, 1e8, ['plan.read']));
    expect((await mayRead.inject({ method: 'POST', url: `${PLAN}/versions`, payload })).statusCode).toBe(403);
    const county = await appFor(staffOf(EAST, 1e6, ['plan.read', 'plan.edit']));
    expect((await county.inject({ method: 'POST', url: `${PLAN}/versions`, payload })).json()).toMatchObject({ status: 403, code: 'PLAN_OTHER_PLACE' });
    const city = await appFor(staffOf(CITY, 1e8, ['plan.read', 'plan.edit']));
    expect((await city.inject({ method: 'POST', url: `${PLAN}/versions`, payload: { ...payload, reason: ' ' } })).statusCode).toBe(422);
    expect((await city.inject({ method: 'POST', url: `${PLAN}/versions`, payload })).json()).toEqual({ version: 4 });
  });
});
