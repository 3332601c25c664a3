import { type RawBuilder, sql } from 'kysely';
import { can, inRange } from '#platform/access/jurisdiction.ts';
import type { Actor } from '#platform/access/actor.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { noteWhereabouts, type Whereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { Category, Channel, ReportKind, TargetGroup, Urgency } from '../contract/vocabulary.ts';
import type { GroundId, StateId, WhoseId } from '../contract/workflow.ts';

export interface StoredNeed {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  handlingDiv: number;
  number: string;
  channel: Channel;
  reportKind: ReportKind | null;
  aboutOrganizationId: number | null;
  aboutOrganizationName: string | null;
  externalSource: string | null;
  externalNumber: string | null;
  /** the last day that whoever passed it on set itself */
  externalDueOn: Day | null;
  importId: number | null;
  importVersion: number | null;
  title: string;
  detailsCipher: string | null;
  category: Category;
  targetGroup: TargetGroup;
  urgency: Urgency;
  isSecret: boolean;
  requesterId: string | null;
  requesterNameCipher: string | null;
  requesterPhoneCipher: string | null;
  requesterPhoneIndex: string | null;
  phoneVerified: boolean;
  addressCipher: string | null;
  sharesContact: boolean;
  state: StateId;
  joinedInto: number | null;
  organizationId: number | null;
  organizationName: string | null;
  receivedOn: Day;
  clockStartedOn: Day;
  dueOn: Day | null;
  dueWhose: WhoseId | null;
  dueProvisional: boolean;
  extendedDays: number | null;
  escalatedOn: Day | null;
  supervisedOn: Day | null;
  supervision: string | null;
  respondedOn: Day | null;
  servedOn: Day | null;
  closedOn: Day | null;
  closeGround: GroundId | null;
  reopened: number;
  version: number;
  demonstration: boolean;
  updatedBy: string;
}

const COLUMN_OF: Record<keyof StoredNeed, string> = {
  id: 'id',
  district: 'district',
  div: 'div',
  recordedDiv: 'recorded_div',
  handlingDiv: 'handling_div',
  number: 'number',
  channel: 'channel',
  reportKind: 'report_kind',
  aboutOrganizationId: 'about_organization_id',
  aboutOrganizationName: 'about_organization_name',
  externalSource: 'external_source',
  externalNumber: 'external_number',
  externalDueOn: 'external_due_on',
  importId: 'import_id',
  importVersion: 'import_version',
  title: 'title',
  detailsCipher: 'details_cipher',
  category: 'category',
  targetGroup: 'target_group',
  urgency: 'urgency',
  isSecret: 'is_secret',
  requesterId: 'requester_id',
  requesterNameCipher: 'requester_name_cipher',
  requesterPhoneCipher: 'requester_phone_cipher',
  requesterPhoneIndex: 'requester_phone_index',
  phoneVerified: 'phone_verified',
  addressCipher: 'address_cipher',
  sharesContact: 'shares_contact',
  state: 'state',
  joinedInto: 'joined_into',
  organizationId: 'organization_id',
  organizationName: 'organization_name',
  receivedOn: 'received_on',
  clockStartedOn: 'clock_started_on',
  dueOn: 'due_on',
  dueWhose: 'due_whose',
  dueProvisional: 'due_provisional',
  extendedDays: 'extended_days',
  escalatedOn: 'escalated_on',
  supervisedOn: 'supervised_on',
  supervision: 'supervision',
  respondedOn: 'responded_on',
  servedOn: 'served_on',
  closedOn: 'closed_on',
  closeGround: 'close_ground',
  reopened: 'reopened',
  version: 'version',
  demonstration: 'demonstration',
  updatedBy: 'updated_by',
};
const FIELDS = Object.keys(COLUMN_OF) as (keyof StoredNeed)[];
export const NEED_COLUMNS = sql.raw(FIELDS.map((field) => `n.${COLUMN_OF[field]} as "${field}"`).join(', '));
/** Where a need was stated stays as it is. */
const FIXED: readonly (keyof StoredNeed)[] = [
  'id',
  'district',
  'number',
  'channel',
  'reportKind',
  'aboutOrganizationId',
  'aboutOrganizationName',
  'externalSource',
  'externalNumber',
  'externalDueOn',
  'importId',
  'importVersion',
  'receivedOn',
  'demonstration',
];
const CHANGING = FIELDS.filter((field) => !FIXED.includes(field));

/** Which needs an office sees: those of its jurisdiction; secret ones only on its own desk, with the right to what is sensitive. */
export function seenBy(actor: Actor) {
  const within = inRange(actor.range, 'n');
  if (actor.grants.has('*')) return within;
  const own = can(actor, 'need.read', 'restricted') ? sql<boolean>`n.handling_div = ${actor.division}` : sql<boolean>`false`;
  return sql<boolean>`(${within} and (not n.is_secret or ${own}))`;
}

/** How needs are reached: an office over its jurisdiction, whoever stated it, or whoever leads an organization that was asked, serves, or may claim. */
export type Reach =
  | { office: Actor }
  | { requester: string }
  /** by what is on the receipt, and the phone that was given */
  | { number: string; phoneIndex: string }
  | { led: readonly number[]; streets: readonly KeyRange[] }
  | { everything: true };

/** @param district of the needs looked at; said outright where rows are locked, as a distributed engine does not conclude it */
export function inReach(reach: Reach, district: RawBuilder<number> = sql<number>`n.district`) {
  if ('office' in reach) return seenBy(reach.office);
  if ('requester' in reach) return sql<boolean>`n.requester_id = ${reach.requester}`;
  if ('number' in reach) return sql<boolean>`(n.number = ${reach.number} and n.requester_phone_index = ${reach.phoneIndex})`;
  if ('everything' in reach) return sql<boolean>`true`;
  const led = [...reach.led];
  const published = reach.streets.map((street) => sql<boolean>`(n.state = 'published' and ${inRange(street, 'n')})`);
  return sql<boolean>`(not n.is_secret and (${sql.join(
    [
      sql<boolean>`n.organization_id = any(${led}::bigint[])`,
      sql<boolean>`exists (select 1 from need_offers f where f.district = ${district} and f.need_id = n.id and f.organization_id = any(${led}::bigint[]) and f.state = 'waiting')`,
      ...published,
    ],
    sql` or `,
  )}))`;
}

/** @param lock keeps it until the transaction ends; undefined for what is absent or out of reach */
export async function findNeed(db: Database | Transaction, id: number, reach: Reach, lock = false): Promise<StoredNeed | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredNeed>`
      select ${NEED_COLUMNS} from needs n where n.district = ${district} and n.id = ${id} and ${inReach(reach, sql<number>`${district}`)} ${lock ? sql`for update of n` : sql``}`.execute(
      db,
    );
    return rows[0];
  });
}

/** By what a need is looked for from anywhere: its number, who stated it, which organization serves it, which one it was joined into. */
function aboutOf({ number, requesterId, organizationId, aboutOrganizationId, joinedInto, district }: StoredNeed): Whereabouts[] {
  const records = [organizationId, aboutOrganizationId, joinedInto].filter((id) => id !== null);
  return [
    { kind: 'code', key: number, district },
    ...(requesterId === null ? [] : [{ kind: 'account', key: requesterId, district } as const]),
    ...records.map((key) => ({ kind: 'record', key, district }) as const),
  ];
}

export async function insertNeed(tx: Transaction, row: StoredNeed, at: Date): Promise<void> {
  const instant = at.toISOString();
  const more = { received_at: instant, created_at: instant, created_by: row.updatedBy, updated_at: instant };
  const names = [...FIELDS.map((field) => COLUMN_OF[field]), ...Object.keys(more)];
  const values = [...FIELDS.map((field) => row[field]), ...Object.values(more)];
  await sql`insert into needs (${sql.join(names.map((name) => sql.ref(name)))}) values (${sql.join(values.map((value) => sql`${value}`))})`.execute(tx);
  await noteWhereabouts(tx, aboutOf(row));
}

/** Writes everything that may change. The caller holds the row's lock. */
export async function updateNeed(tx: Transaction, row: StoredNeed, at: Date): Promise<void> {
  const sets = CHANGING.map((field) => sql`${sql.ref(COLUMN_OF[field])} = ${row[field]}`);
  await sql`update needs set ${sql.join(sets)}, updated_at = ${at.toISOString()} where district = ${row.district} and id = ${row.id}`.execute(tx);
  await noteWhereabouts(
    tx,
    aboutOf(row).filter(({ kind }) => kind === 'record'),
  );
}

/** How many were joined into it. */
export async function countJoined(db: Database | Transaction, id: number): Promise<number> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: id });
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from needs n where n.district = any(${districts}::int[]) and n.joined_into = ${id}`.execute(db);
  return rows[0]?.count ?? 0;
}
