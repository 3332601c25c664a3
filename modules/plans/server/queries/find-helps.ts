/** What is at hand to close a gap: the nearest support platform, and the groups at home that are closest to counting. */
import { sql } from 'kysely';
import { spanOf } from '#engines/indicators/world.ts';
import { can, intersect } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { type FactSet, namesOfRecords } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { type HandyPlatform, helpInWords, nearestPlatform } from '../domain/help-in-words.ts';

/** Fact set of a target → the wider one whose further groups may grow into it, and what is to be done with them. */
const GROWS_FROM: Readonly<Record<string, { from: string | null; act: string }>> = {
  ledgeredOrganizations: { from: null, act: '' },
  filedOrganizations: { from: 'ledgeredOrganizations', act: '可引导备案' },
  ledgeredHubs: { from: 'ledgeredOrganizations', act: '可培育为枢纽型' },
  filedHubs: { from: 'filedOrganizations', act: '可培育为枢纽型' },
};
const COUNTY = 1e6;
const CITY = 1e8;

/**
 * For gaps in community social organizations only; platforms and groups help with nothing else that plans count.
 * Nothing for those who may not see the registers, and nothing beyond the jurisdiction.
 * @param set the fact set that the target counts
 */
export async function findHelps(context: Context, set: string | undefined, divs: readonly number[], day: Day): Promise<Map<number, string>> {
  const growth = set === undefined ? undefined : GROWS_FROM[set];
  if (!growth || divs.length === 0 || !can(context.actor, 'evidence.read')) return new Map();
  const platforms = await platformsAround(context, divs, day);
  const narrow = await countedAt(context, set, divs, day);
  const wide = await countedAt(context, growth.from ?? undefined, divs, day);
  return new Map(
    [...new Set(divs)].flatMap((div) => {
      const near = growth.from === null ? 0 : totalIn(wide, div) - totalIn(narrow, div);
      const words = helpInWords(nearestPlatform(platforms, div), { near, act: growth.act });
      return words === null ? [] : [[div, words] as const];
    }),
  );
}

function inForce(set: FactSet, range: KeyRange, day: Day) {
  return sql`from (${set.select(range)}) f where f.begins <= ${day} and (f.ends is null or f.ends > ${day})`;
}

/** Ranges of a width around the divisions, cut to what the caller may see. */
function rangesAround(context: Context, divs: readonly number[], width: number): KeyRange[] {
  const keys = new Set(divs.map((div) => (div % width === 0 ? div : Math.floor(div / width) * width)));
  return [...keys].map((key) => intersect(spanOf(key), context.actor.range)).filter(({ from, to }) => from < to);
}

async function platformsAround(context: Context, divs: readonly number[], day: Day): Promise<HandyPlatform[]> {
  const set = context.platform.facts.sets.get('platforms');
  if (!set) return [];
  const found: { div: number; record_id: number }[] = [];
  for (const range of rangesAround(context, divs, CITY)) {
    const { rows } = await sql<{
      div: number;
      record_id: number;
    }>`select f.div, f.record_id ${inForce(set, range, day)} and f.kind <> '活动场所' order by f.div, f.record_id`.execute(context.platform.db);
    found.push(...rows);
  }
  if (found.length === 0) return [];
  const names = await namesOfRecords(
    context.platform.db,
    set,
    found.map((row) => row.record_id),
  );
  return found.map((row) => ({ div: row.div, name: names.get(row.record_id) ?? '' }));
}

type Counts = readonly { div: number; count: number }[];

async function countedAt(context: Context, name: string | undefined, divs: readonly number[], day: Day): Promise<Counts> {
  const set = name === undefined ? undefined : context.platform.facts.sets.get(name);
  if (!set) return [];
  const counts: { div: number; count: number }[] = [];
  for (const range of rangesAround(context, divs, COUNTY)) {
    const { rows } = await sql<{ div: number; count: number }>`select f.div, count(*)::int as count ${inForce(set, range, day)} group by f.div`.execute(
      context.platform.db,
    );
    counts.push(...rows);
  }
  return counts;
}

function totalIn(counts: Counts, div: number): number {
  const { from, to } = spanOf(div);
  return counts.reduce((sum, row) => (row.div >= from && row.div < to ? sum + row.count : sum), 0);
}
