import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOfRecord } from '#platform/db/record-ids.ts';
import { rangeWithin } from '#platform/registers/list-records.ts';
import { personIndexes } from '#platform/registers/merge-draft.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { decidedPairs } from '#platform/registers/keep-apart.ts';
import { foldText } from '#shared/fold-text.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import type { DuplicateCandidate, DuplicateReason, LikelyQuestion } from '../../contract/routes.ts';
import { areSimilarNames } from '../domain/name-similarity.ts';
import { organizationSheet } from '../sheets.ts';
import type { OrganizationStanding } from './find-organization.ts';

/** Names of a street are compared one by one; more than the largest has. */
const COMPARED = 5000;
const SHOWN = 20;
const TOWNSHIP = 1000;

export interface LikelyRow {
  id: number;
  version: number;
  div: number;
  name: string;
  tier: string;
  category: string;
  establishedOn: string;
  endedOn: string | null;
  leaderName: string;
  leaderIndex: string | null;
  memberCount: number;
}

interface Looked {
  name: string;
  leaderName: string | undefined;
  /** blind index of the leader's ID number */
  leaderIndexes: readonly string[];
}

const COLUMNS = sql.raw(`o.id, o.version, o.div, o.name, o.tier, o.category, o.established_on as "establishedOn", o.ended_on as "endedOn",
  o.leader_name as "leaderName", o.leader_id_number_index as "leaderIndex", o.member_count as "memberCount"`);

/**
 * Organizations that a new one may be already: of a similar name in the same street, of the same leader there, or with the leader's
 * ID number in the county. Ended ones are another life. @throws PERMISSION_MISSING, RECORD_NOT_FOUND for a place outside
 */
export async function findLikely(context: Context, registers: Registers, question: LikelyQuestion): Promise<Likely[]> {
  requirePermission(context.actor, 'evidence.read');
  await rangeWithin(context, registers, question.division);
  const looked = { name: question.name, leaderName: question.leaderName, leaderIndexes: personIndexes(context.platform.cipher, question.leaderIdNumber ?? '') };
  return present(context, registers, await lookAround(context, registers, Number(question.division), looked));
}

/** The same for one that is on the ledger; pairs somebody decided on are left out. */
export async function findLikelyOf(
  context: Context,
  registers: Registers,
  organization: OrganizationStanding,
): Promise<{ own: DuplicateCandidate | null; likely: Likely[] }> {
  const { rows } =
    await sql<LikelyRow>`select ${COLUMNS} from organizations o where o.district = ${organization.district} and o.id = ${organization.id} and ${inRange(context.actor.range, 'o')}`.execute(
      context.platform.db,
    );
  const [own] = rows;
  if (!own || own.endedOn !== null) return { own: null, likely: [] };
  const looked = { name: own.name, leaderName: own.leaderName, leaderIndexes: own.leaderIndex === null ? [] : [own.leaderIndex] };
  const found = (await lookAround(context, registers, own.div, looked)).filter(({ row }) => row.id !== own.id);
  const pairOf = ({ row }: Found) => (row.id < own.id ? `${row.id}/${own.id}` : `${own.id}/${row.id}`);
  const decided = await decidedPairs(context.platform.db, organizationSheet.register, [own.id, ...found.map(({ row }) => row.id)]);
  const [first] = await present(context, registers, [{ row: own, reasons: [] }]);
  return {
    own: first?.candidate ?? null,
    likely: await present(
      context,
      registers,
      found.filter((one) => !decided.has(pairOf(one))),
    ),
  };
}

interface Likely {
  candidate: DuplicateCandidate;
  reasons: DuplicateReason[];
}

interface Found {
  row: LikelyRow;
  reasons: DuplicateReason[];
}

async function lookAround(context: Context, registers: Registers, div: number, looked: Looked): Promise<Found[]> {
  const { db } = context.platform;
  const street = div - (div % TOWNSHIP);
  const { rows } = await sql<LikelyRow>`
    select ${COLUMNS} from organizations o where ${inRange(context.actor.range, 'o')} and o.district = ${districtOf(div)} and o.ended_on is null and (
      (o.div >= ${street} and o.div < ${street + TOWNSHIP}) or o.leader_id_number_index = any(${[...looked.leaderIndexes]}::text[]))
    order by o.div, o.id limit ${COMPARED}`.execute(db);
  const here = { div, street, names: await placeNames(context, registers, [div, street]) };
  return rows
    .map((row) => ({ row, reasons: reasonsFor(row, looked, here) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => other.reasons.length - one.reasons.length)
    .slice(0, SHOWN);
}

interface Here {
  div: number;
  street: number;
  /** of the place and its street */
  names: readonly string[];
}

function reasonsFor(row: LikelyRow, { name, leaderName, leaderIndexes }: Looked, here: Here): DuplicateReason[] {
  // namesakes with different numbers are two people
  const isSamePerson = row.leaderIndex !== null && leaderIndexes.length > 0 ? leaderIndexes.includes(row.leaderIndex) : row.leaderName === leaderName;
  return [...(isSimilar(row, name, here) ? (['similarName'] as const) : []), ...(isSamePerson ? (['sameLeader'] as const) : [])];
}

/** Every community has a choir of its own: between communities only the very same name says something. */
function isSimilar(row: LikelyRow, name: string, { div, street, names }: Here): boolean {
  if (row.div !== div && row.div !== street && div !== street) return foldText(row.name) === foldText(name);
  return names.some((place) => areSimilarNames(row.name, name, place));
}

async function placeNames(context: Context, registers: Registers, keys: readonly number[]): Promise<string[]> {
  const divisions = await registers.resolveDivisions(context.platform.db, [...new Set(keys.map(codeOf))], context.today);
  return [...divisions.values()].map(({ name }) => name);
}

async function present(context: Context, registers: Registers, found: readonly Found[]): Promise<Likely[]> {
  const codes = [...new Set(found.map(({ row }) => codeOf(row.div)))];
  const divisions = await registers.resolveDivisions(context.platform.db, codes, context.today);
  return found.map(({ row: { leaderIndex: _kept, div, id, ...rest }, reasons }) => ({
    candidate: { ...rest, id: String(id), code: codeOfRecord(id), division: codeOf(div), divisionName: divisions.get(codeOf(div))?.name ?? '' },
    reasons,
  }));
}
