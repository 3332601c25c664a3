import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { CITY, EAST, URBAN_OF_EAST, WEST, WEST_URBAN } from '#tests/support/small-world.ts';
import { loadPlanFile } from './commands/load-plan-files.ts';
import { getProgress } from './queries/get-progress.ts';

const { db } = await createTestDatabase();
const context = productContext(db, { now: '2027-03-15T04:00:00.000Z' });
await loadSmallTree(context);
await loadPlanFile(context, 'qingqu-2026.yaml', readFileSync(new URL('fixtures/qingqu-2026.yaml', import.meta.url), 'utf8'));
await record(
  context,
  'designations',
  [URBAN_OF_EAST, WEST_URBAN].map((div) => ({ div, kind: '示范点', object_name: '点', designated_on: '2026-05-01' })),
);
await record(context, 'trainings', [{ div: WEST, started_on: '2026-06-01' }]);

async function sitesAndTraining(division: number, asOf: string, boundaries: 'today' | 'then') {
  const progress = await getProgress(context, { plan: 'qingqu-2026', division: String(division), asOf, boundaries });
  const training = progress.targets.find((target) => target.id === 'QQ-Q07');
  return [progress.division, progress.targets.find((target) => target.id === 'QQ-Q03')?.value, training?.numerator, training?.denominator];
}

it('answers for a county that was merged since, within its own boundaries or for the county that stands there today', async () => {
  const before = await sitesAndTraining(WEST, '2027-02-28', 'today');
  expect(before).toEqual([String(WEST), 1, 1, 1]);
  await carryOutOperation(context, { kind: 'merge', onDay: '2027-03-01', reason: '区划调整', codes: [String(WEST)], into: String(EAST) });
  expect(await sitesAndTraining(WEST, '2027-02-28', 'then')).toEqual(before);
  expect(await sitesAndTraining(WEST, '2027-02-28', 'today')).toEqual([String(EAST), 2, 1, 1]);
  expect(await sitesAndTraining(WEST, '2027-03-01', 'then')).toEqual([String(EAST), 2, 1, 1]);
  expect(await sitesAndTraining(EAST, '2027-02-28', 'then')).toEqual([String(EAST), 1, 0, 1]);
  expect(await sitesAndTraining(CITY, '2027-02-28', 'then')).toEqual([String(CITY), 2, 1, 2]);
  expect(await sitesAndTraining(CITY, '2027-02-28', 'today')).toEqual([String(CITY), 2, 1, 1]);
});
