import { listUnits } from '#modules/divisions/server/public.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { codeOf, DIVISION_LEVELS, districtOf, type DivisionLevel, NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { ROLE_IDS, ROLES, type RoleId } from '../../contract/roles.ts';
import { insertAccount } from '../account-store.ts';
import { deleteDemonstration, readDemonstrationPosts } from '../demonstration-store.ts';
import { findOfficeByName, insertOffice, type OfficeKind } from '../office-store.ts';
import { insertPost } from '../post-store.ts';

type Places = ReadonlyMap<DivisionLevel, number>;

/** Cities whose plans come with the product; each is seen by its own offices too: 广州, 深圳, 海口 (with its province). */
const OTHER_CITIES = [440_100_000_000, 440_300_000_000, 460_100_000_000];
const DESKS: readonly RoleId[] = ['provincialStaff', 'cityCivilAffairsStaff', 'districtCivilAffairsStaff', 'streetStaff', 'neighborhoodCommitteeStaff'];

/**
 * One marked account and post per business role, in one city and its first county, township and community, and the offices
 * of the other cities that are loaded. They have no password and are entered by one-time links only. Roles that have one
 * already keep it; levels without divisions are left out.
 * @param city key of a city; the first one loaded unless said
 * @returns how many were made
 */
export async function createDemonstrationPosts(context: Context, city?: number): Promise<number> {
  const { db } = context.platform;
  const places = await choosePlaces(db, city);
  const others = await Promise.all(OTHER_CITIES.map((key) => choosePlaces(db, key)));
  return inTransaction(db, async (tx) => {
    const posts = await readDemonstrationPosts(tx);
    const missing = ROLE_IDS.filter((id) => ROLES[id].duty === 'business' && !posts.some((post) => post.role === id));
    let made = 0;
    for (const role of missing) if (await open(tx, context, role, places)) made += 1;
    for (const other of others) for (const role of DESKS) if (await openDesk(tx, context, role, other)) made += 1;
    if (made > 0)
      await audit(tx, context, {
        action: 'demonstration.posts-created',
        subject: { type: 'account', id: 'demonstration', district: 0 },
        details: { posts: made },
      });
    return made;
  });
}

/** Removes every demonstration account with its posts, sessions and links. @returns how many there were */
export async function removeDemonstrationPosts(context: Context): Promise<number> {
  return inTransaction(context.platform.db, async (tx) => {
    const removed = await deleteDemonstration(tx);
    if (removed > 0)
      await audit(tx, context, {
        action: 'demonstration.posts-removed',
        subject: { type: 'account', id: 'demonstration', district: 0 },
        details: { accounts: removed },
      });
    return removed;
  });
}

async function choosePlaces(db: Database, city: number | undefined): Promise<Places> {
  const places = new Map<DivisionLevel, number>();
  let range = rangeOf(NATION_KEY, 'nation');
  for (const level of DIVISION_LEVELS) {
    const units =
      level === 'nation'
        ? []
        : await listUnits(db, { range: level === 'city' && city !== undefined ? rangeOf(city, 'city') : range, level, countedOnly: true });
    const chosen = level === 'nation' ? NATION_KEY : level === 'province' && city !== undefined ? provinceOf(city) : units[0]?.key;
    if (chosen === undefined) break;
    places.set(level, chosen);
    if (level !== 'nation') range = rangeOf(chosen, level);
  }
  return places;
}

function provinceOf(key: number): number {
  return key - (key % 1e10);
}

/** The first of its place, unless a demonstration post of that role stands there. */
async function openDesk(tx: Transaction, context: Context, roleId: RoleId, places: Places): Promise<boolean> {
  const level = ROLES[roleId].levels.find((candidate) => places.has(candidate));
  const div = level && places.get(level);
  const isThere = (await readDemonstrationPosts(tx)).some((post) => post.role === roleId && post.div === div);
  return (
    div !== undefined &&
    places.has('city') &&
    !isThere &&
    open(
      tx,
      context,
      roleId,
      places,
      `-${codeOf(div)
        .slice(0, 9)
        .replace(/(000)+$/, '')}`,
    )
  );
}

/** @returns false when none of the role's levels is loaded */
async function open(tx: Transaction, context: Context, roleId: RoleId, places: Places, suffix = ''): Promise<boolean> {
  const role = ROLES[roleId];
  const level = role.levels.find((candidate) => places.has(candidate));
  const div = level && places.get(level);
  if (level === undefined || div === undefined) return false;
  const { now, actor } = context;
  const officeId = await demonstrationOffice(tx, context, div, roleId);
  const id = await nextRecordId(tx, districtOf(div));
  const account = {
    id,
    officeId,
    name: `demo-${roleId.toLowerCase()}${suffix}`,
    displayName: `${role.name}（演示）`,
    duty: 'business' as const,
    demonstration: true,
    createdAt: now,
    createdBy: actor.id,
  };
  if (!(await insertAccount(tx, account))) return false;
  const postId = await nextRecordId(tx, districtOf(div));
  await insertPost(tx, {
    id: postId,
    accountId: id,
    duty: 'business',
    officeId,
    role: roleId,
    div,
    level,
    beginsOn: context.today,
    endsOn: null,
    grantedAt: now,
    grantedBy: actor.id,
  });
  return true;
}

/** Where people of a role sit, so that what is told to an office reaches them; everybody else somewhere of no kind. */
const SITS_IN: Partial<Record<RoleId, OfficeKind>> = {
  ministryStaff: 'civilAffairs',
  provincialStaff: 'civilAffairs',
  cityCivilAffairsStaff: 'civilAffairs',
  districtCivilAffairsStaff: 'civilAffairs',
  cityCooperatingDepartment: 'department',
  supervisingAuthority: 'department',
  industryRegulator: 'department',
  functionalDepartment: 'department',
  otherDepartment: 'department',
  streetStaff: 'street',
  streetPartyStaff: 'party',
  neighborhoodCommitteeStaff: 'committee',
  communityPartyStaff: 'party',
  csoManager: 'organization',
  csoMember: 'organization',
  hubOperator: 'hub',
};

async function demonstrationOffice(tx: Transaction, context: Context, div: number, role: RoleId): Promise<number> {
  const name = `演示单位（${ROLES[role].name}）`;
  const known = await findOfficeByName(tx, div, name);
  if (known) return known.id;
  const id = await nextRecordId(tx, districtOf(div));
  await insertOffice(tx, { id, div, name, kind: SITS_IN[role] ?? 'other', demonstration: true, createdAt: context.now, createdBy: context.actor.id });
  return id;
}
