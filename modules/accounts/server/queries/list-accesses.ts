import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { AccessView } from '../../contract/borrowed-schemas.ts';
import { type Permission, PERMISSIONS } from '../../contract/permissions.ts';
import { roleOf } from '../../contract/roles.ts';
import { namesOfDivisions } from '../present.ts';
import { countAccessesWithin, countOwnAccesses, type NamedTemporaryAccess, readAccessesWithin, readOwnAccesses } from '../temporary-access-store.ts';

/** What the caller asked for, the newest first. */
export function listOwnAccesses(context: Context, query: PageQuery): Promise<Page<AccessView>> {
  const { db } = context.platform;
  const account = Number(context.actor.id);
  return page(context, query, { read: (before, limit) => readOwnAccesses(db, account, before, limit), count: () => countOwnAccesses(db, account) });
}

/** What others have, had or ask for in the caller's branch, the newest first. */
export function listIncomingAccesses(context: Context, query: PageQuery): Promise<Page<AccessView>> {
  requirePermission(context.actor, 'security.manage');
  const { db } = context.platform;
  const { range } = context.actor;
  return page(context, query, { read: (before, limit) => readAccessesWithin(db, range, before, limit), count: () => countAccessesWithin(db, range) });
}

interface Source {
  read: (before: number | null, limit: number) => Promise<NamedTemporaryAccess[]>;
  count: () => Promise<number>;
}

async function page(context: Context, query: PageQuery, { read, count }: Source): Promise<Page<AccessView>> {
  const before = decodeCursor(query.cursor ?? '')?.[0];
  const rows = await read(typeof before === 'number' ? before : null, query.limit + 1);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const nameOf = await namesOfDivisions(
    context.platform.db,
    items.map(({ div }) => div),
  );
  return {
    items: items.map((access) => present(access, nameOf(access.div), context.now)),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
    total: query.withTotal ? await count() : null,
  };
}

function present(access: NamedTemporaryAccess, divisionName: string, now: Date): AccessView {
  return {
    id: access.id,
    account: { id: access.accountId, name: access.accountName, office: access.officeName },
    roleName: roleOf(access.role)?.name ?? access.role,
    division: codeOf(access.div),
    divisionName,
    verbs: access.verbs.map((verb) => PERMISSIONS[verb as Permission] ?? verb),
    classes: access.classes,
    hours: access.hours,
    reason: access.reason,
    requestedAt: access.requestedAt.toISOString(),
    endsAt: access.endsAt?.toISOString() ?? null,
    note: access.decisionNote,
    state: stateOf(access, now),
  };
}

function stateOf({ granted, endsAt, endedAt }: NamedTemporaryAccess, now: Date): AccessView['state'] {
  if (granted === false) return 'refused';
  if (endedAt !== null || (endsAt !== null && endsAt <= now)) return 'over';
  return granted ? 'inForce' : 'asked';
}
