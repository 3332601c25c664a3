/** Figures and checks of a part are of that part: of a township among its neighbours, of a province among provinces, in old boundaries too. */
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { spanOf } from '#engines/indicators/world.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { inTransaction } from '#platform/db/database.ts';
import { rangeOf } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { SMALL_MEASURES } from '#tests/support/small-measures.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { CITY, EAST, EAST_STREET, EAST_TOWN, TOWN_RURAL, URBAN_OF_EAST, WEST, WEST_URBAN } from '#tests/support/small-world.ts';
import { checkFigures } from './commands/check-figures.ts';
import { ensureMeasures } from './commands/ensure-measures.ts';
import { listMeasures, type Measure } from './measure-store.ts';
import { listFiguresOfRanges } from './queries/list-figures-of-ranges.ts';
import { judgePastDistricts } from './queries/past-boundaries.ts';

const { db, owner } = await createTestDatabase();
const context = productContext(db, { now: '2023-11-20T04:00:00.000Z' });
const { facts } = context.platform;
const DAY = '2023-06-30';
const [RURAL = 0] = TOWN_RURAL;
let groups: Measure;

/** How many organizations each part has, in today's boundaries or those of the day. */
const groupsOf = async (within: number, parts: readonly number[], boundariesOf?: string) =>
  (await listFiguresOfRanges(db, facts, { measure: groups, within: spanOf(within), ranges: parts.map(spanOf), day: DAY, boundariesOf })).map(
    ({ numerator }) => numerator,
  );

beforeAll(async () => {
  await loadSmallTree(context);
  const definitions = SMALL_MEASURES.map(({ definition }) => definition);
  await inTransaction(db, (tx) => ensureMeasures(tx, facts, definitions, context.now));
  const index = SMALL_MEASURES.findIndex(({ name }) => name === 'groups');
  groups = (await listMeasures(db))[index] as Measure;
  const homes = [URBAN_OF_EAST, URBAN_OF_EAST, RURAL, RURAL, RURAL, WEST_URBAN];
  await record(
    context,
    'organizations',
    homes.map((div, at) => ({ div, name: `组织${at}`, established_on: '2022-01-10' })),
  );
}, 60_000);

it('of townships of one county, and of counties of one city', async () => {
  expect(await groupsOf(EAST, [EAST_STREET, EAST_TOWN])).toEqual([2, 3]);
  expect(await groupsOf(CITY, [EAST, WEST])).toEqual([5, 1]);
});

it('the check of a province tells its own drift, and for which range it was made', async () => {
  await sql`insert into figure_province_months values (1, 980000, '2021-01-01', 1, 0, 0)`.execute(owner);
  const at = (range: ReturnType<typeof rangeOf>) => ({ ...context, actor: { ...context.actor, range } });
  const [other, own] = [rangeOf(98e10, 'province'), rangeOf(99e10, 'province')];
  expect((await checkFigures(at(own))).drift).toEqual([]);
  expect((await checkFigures(at(other))).drift).toEqual([{ measureId: 1, district: 980_000 }]);
  const { rows } = await sql<{ from: number; to: number }>`select scope_from as "from", scope_to as "to" from figure_checks order by id`.execute(owner);
  expect(rows).toEqual([own, other]);
});

it('once a town has gone to the neighbour: each as of the day, and none has what another has', async () => {
  const code = (key: number) => String(key).padStart(12, '0');
  await carryOutOperation(context, { kind: 'move', onDay: '2023-07-02', reason: '测试变更', code: code(EAST_TOWN), to: code(WEST) } as never);
  expect(await groupsOf(CITY, [EAST, WEST])).toEqual([2, 4]);
  expect(await groupsOf(CITY, [EAST, WEST], DAY)).toEqual([5, 1]);
  expect(await groupsOf(EAST, [EAST_STREET, EAST_TOWN], DAY)).toEqual([2, 3]);
  const judged = await judgePastDistricts(db, facts, { measure: groups, range: spanOf(EAST_STREET), boundariesOf: DAY });
  const judgements = [...judged.values()].flatMap((one) => one.judgements);
  expect(judgements.length).toBeGreaterThan(0);
  expect(judgements.filter(({ div }) => div < EAST_STREET || div >= EAST_STREET + 1000)).toEqual([]);
});
