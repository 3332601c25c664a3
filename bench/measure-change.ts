/** One organization changes: how long until every ancestor's figure tells it. */
import { sql } from 'kysely';
import { getProgress } from '#modules/plans/server/public.ts';
import { inTransaction } from '#platform/db/database.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import { ORGANIZATION_FACTS } from '#modules/organizations/server/sheets.ts';
import { milliseconds, timingOf } from './measure.ts';
import type { Places } from './nation-places.ts';
import { type Nation, PLAN } from './open-nation.ts';

const COUNTED = 'BN-Q01';

export async function measureChange(nation: Nation, places: Places, runs: number, say: (line: string) => void): Promise<string> {
  const rows = [
    await measureIn(nation, 'a county', (run) => places.byLevel.county[run % places.byLevel.county.length] ?? '', runs),
    await measureIn(nation, 'the largest county', () => places.largestCounty, Math.ceil(runs / 4)),
  ];
  for (const row of rows) say(row);
  return [
    '### One change',
    '| one organization founded in | goal ms | write with figures, median ms | p99 ms | until community, street, county, city, province and nation tell it, median ms | p99 ms |',
    '|---|---|---:|---:|---:|---:|',
    ...rows,
    '',
  ].join('\n');
}

async function measureIn(nation: Nation, name: string, county: (run: number) => string, runs: number): Promise<string> {
  const writes: number[] = [];
  const visible: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const home = await urbanCommunityIn(nation, county(run));
    if (home === undefined) continue;
    // a run that was broken off may have left it
    await undo(nation, home);
    const ancestors = await chainOf(nation, home);
    const before = await figures(nation, ancestors);
    const start = performance.now();
    await found(nation, home, run);
    writes.push(performance.now() - start);
    const after = await figures(nation, ancestors);
    visible.push(performance.now() - start);
    const silent = ancestors.filter((_, index) => (after[index] ?? 0) !== (before[index] ?? 0) + 1);
    if (silent.length > 0) throw new Error(`the change is not told in ${silent.join(', ')}`);
    await undo(nation, home);
  }
  const [write, all] = [timingOf(writes), timingOf(visible)];
  return `| ${name} (${write.runs} runs) | 1000 | ${milliseconds(write.median)} | ${milliseconds(write.p99)} | ${milliseconds(all.median)} | ${milliseconds(all.p99)} |`;
}

async function urbanCommunityIn({ context }: Nation, county: string): Promise<number | undefined> {
  const from = Number(county);
  const { rows } = await sql<{ key: number }>`
    select key from divisions where key >= ${from} and key < ${from + 1e6} and level = 5 and kind = 'urban' and counted and valid_to is null order by key limit 1`.execute(
    context.platform.db,
  );
  return rows[0]?.key;
}

/** The community and everything above it; not every code has all six levels. */
async function chainOf({ context }: Nation, community: number): Promise<string[]> {
  const { rows } = await sql<{ key: number }>`
    with recursive chain as (
      select key, parent from divisions where key = ${community}
      union all
      select d.key, d.parent from chain c join divisions d on d.key = c.parent
    )
    select key from chain`.execute(context.platform.db);
  return rows.map((row) => codeOf(row.key));
}

async function figures({ context }: Nation, places: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (const division of places) {
    const { targets } = await getProgress(context, { plan: PLAN, division });
    found.push(targets.find((target) => target.id === COUNTED)?.numerator ?? 0);
  }
  return found;
}

const BENCH_ID = 999_999_999;

async function found({ context }: Nation, home: number, run: number): Promise<void> {
  const district = districtOf(home);
  await inTransaction(context.platform.db, async (tx) => {
    await sql`insert into organizations (id, district, div, recorded_div, name, tier, category, established_on, leader_name, member_count, is_hub, created_at, created_by, updated_at, updated_by)
      values (${district * 1e9 + BENCH_ID}, ${district}, ${home}, ${home}, ${`新成立${run}`}, '台账', '其他', ${context.today}, '王', 5, false, ${context.now}, 'bench', ${context.now}, 'bench')`.execute(
      tx,
    );
    await context.platform.facts.changed(tx, { sets: ORGANIZATION_FACTS, districts: [district], places: [home], today: context.today });
  });
}

async function undo({ context }: Nation, home: number): Promise<void> {
  const district = districtOf(home);
  await inTransaction(context.platform.db, async (tx) => {
    await sql`delete from organizations where district = ${district} and id = ${district * 1e9 + BENCH_ID}`.execute(tx);
    await context.platform.facts.changed(tx, { sets: ORGANIZATION_FACTS, districts: [district], places: [home], today: context.today });
  });
}
