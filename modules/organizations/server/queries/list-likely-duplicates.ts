import { sql } from 'kysely';
import type { DuplicateCandidate, DuplicatePair } from '#modules/organizations/contract/index.ts';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOfRecord } from '#platform/db/record-ids.ts';
import { decidedPairs } from '#platform/registers/keep-apart.ts';
import { rangeWithin } from '#platform/registers/list-records.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { codeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor } from '#shared/page.ts';
import { areSimilarNames } from '../domain/name-similarity.ts';

/** Organizations looked at for one page; pairs never reach over the page's last community. */
const LOOKED_AT = 5000;
/** Names compared for one page: a page of communities with very many organizations is shorter. */
const COMPARED = 20_000;
/** Of a single place with more organizations, so many are compared; nobody decides on more pairs at a sitting. */
const COMPARED_IN_ONE_PLACE = 200;
const MOST_PAIRS = 500;

interface Row {
  id: number;
  district: number;
  div: number;
  version: number;
  name: string;
  tier: string;
  category: string;
  established_on: string;
  ended_on: string | null;
  leader_name: string;
  leader: string | null;
  member_count: number;
}

/** Likely duplicates within a division: one community and similar names, or one leader (the same number, or the same name in one community). */
export async function listLikelyDuplicates(
  context: Context,
  registers: Registers,
  query: { division?: string | undefined; cursor?: string | undefined },
): Promise<{ pairs: DuplicatePair[]; nextCursor: string | null }> {
  const { db } = context.platform;
  const [after = -1] = decodeCursor(query.cursor ?? '') ?? [];
  const range = await rangeWithin(context, registers, query.division);
  const { rows } = await sql<Row>`
    select o.id, o.district, o.div, o.version, o.name, o.tier, o.category, o.established_on, o.ended_on, o.leader_name, o.leader_id_number_index as leader, o.member_count
    from organizations o where ${inRange(range, 'o')} and o.div > ${after}::bigint and o.ended_on is null order by o.div, o.id limit ${LOOKED_AT}`.execute(db);
  const last = rows.at(-1);
  const isLastPage = rows.length < LOOKED_AT;
  // the last community may be cut in the middle, so it waits for the next page
  const complete = isLastPage || rows[0]?.div === last?.div ? rows : rows.filter(({ div }) => div !== last?.div);
  const whole = withinBudget(complete);
  const codes = [...new Set(whole.map(({ div }) => codeOf(div)))];
  const divisions = await registers.resolveDivisions(db, codes, context.today);
  const nameOf = (code: string) => divisions.get(code)?.name ?? '';
  const found = await withoutDecided(context, pairsAmong(whole, nameOf));
  const end = whole.at(-1);
  const isEnd = isLastPage && end?.div === complete.at(-1)?.div;
  return {
    pairs: found.map(({ one, other, reasons }) => ({ one: candidate(one, nameOf), other: candidate(other, nameOf), reasons })),
    nextCursor: end && !isEnd ? encodeCursor([end.div]) : null,
  };
}

/** The first places whose organizations may all be compared with each other; at least one. */
function withinBudget(rows: readonly Row[]): Row[] {
  const chosen: Row[] = [];
  let compared = 0;
  for (const group of Map.groupBy(rows, ({ div }) => div).values()) {
    const few = group.slice(0, COMPARED_IN_ONE_PLACE);
    compared += (few.length * (few.length - 1)) / 2;
    if (compared > COMPARED && chosen.length > 0) break;
    chosen.push(...few);
  }
  return chosen;
}

interface Found {
  one: Row;
  other: Row;
  reasons: DuplicatePair['reasons'];
}

function pairsAmong(rows: readonly Row[], nameOf: (code: string) => string): Found[] {
  const pairs = new Map<string, Found>();
  const note = (a: Row, b: Row, reason: Found['reasons'][number]) => {
    const [one, other] = a.id < b.id ? [a, b] : [b, a];
    const key = `${one.id}/${other.id}`;
    const known = pairs.get(key) ?? { one, other, reasons: [] };
    if (known.reasons.length === 0 && pairs.size >= MOST_PAIRS) return;
    if (!known.reasons.includes(reason)) known.reasons.push(reason);
    pairs.set(key, known);
  };
  for (const [div, group] of Map.groupBy(rows, (row) => row.div))
    eachPair(group, (a, b) => areSimilarNames(a.name, b.name, nameOf(codeOf(div))) && note(a, b, 'similarName'));
  for (const group of Map.groupBy(rows, ({ div, leader_name }) => `${div}/${leader_name}`).values())
    eachPair(group, (a, b) => sameLeader(a, b) && note(a, b, 'sameLeader'));
  const numbered = rows.filter(({ leader }) => leader !== null);
  for (const group of Map.groupBy(numbered, ({ leader }) => leader).values()) eachPair(group, (a, b) => note(a, b, 'sameLeader'));
  return [...pairs.values()];
}

/** Namesakes with different numbers are two people. */
function sameLeader(a: Row, b: Row): boolean {
  return a.leader === null || b.leader === null || a.leader === b.leader;
}

function eachPair(group: readonly Row[], work: (a: Row, b: Row) => unknown): void {
  for (const [index, a] of group.entries()) for (const b of group.slice(index + 1)) work(a, b);
}

async function withoutDecided(context: Context, pairs: readonly Found[]): Promise<Found[]> {
  const decided = await decidedPairs(
    context.platform.db,
    'organizations',
    pairs.map(({ one }) => one.id),
  );
  return pairs.filter(({ one, other }) => !decided.has(`${one.id}/${other.id}`));
}

function candidate(row: Row, nameOf: (code: string) => string): DuplicateCandidate {
  return {
    id: String(row.id),
    code: codeOfRecord(row.id),
    version: row.version,
    name: row.name,
    division: codeOf(row.div),
    divisionName: nameOf(codeOf(row.div)),
    tier: row.tier,
    category: row.category,
    establishedOn: row.established_on,
    endedOn: row.ended_on,
    leaderName: row.leader_name,
    memberCount: row.member_count,
  };
}
