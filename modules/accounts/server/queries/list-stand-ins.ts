import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { z } from 'zod';
import type { colleagueSchema, StandInView } from '../../contract/borrowed-schemas.ts';
import { type Permission, PERMISSIONS } from '../../contract/permissions.ts';
import { roleOf } from '../../contract/roles.ts';
import { countColleagues, readColleagues } from '../colleague-store.ts';
import { namesOfDivisions } from '../present.ts';
import { requireAccount } from '../require-account.ts';
import { type NamedStandIn, readStandInsOf } from '../stand-in-store.ts';

/** What the caller lent and what was lent to them. */
export async function listOwnStandIns(context: Context): Promise<StandInView[]> {
  return present(context, await readStandInsOf(context.platform.db, Number(context.actor.id)));
}

/** The same of an account of the caller's branch. @throws PERMISSION_MISSING, ACCOUNT_NOT_FOUND */
export async function listAccountStandIns(context: Context, accountId: number): Promise<StandInView[]> {
  requirePermission(context.actor, 'account.read');
  const account = await requireAccount(context, context.platform.db, accountId);
  return present(context, await readStandInsOf(context.platform.db, account.id));
}

/** Whom the caller may lend to, by id. */
export async function listColleagues(context: Context, query: PageQuery): Promise<Page<z.output<typeof colleagueSchema>>> {
  const after = Number(decodeCursor(query.cursor ?? '')?.[0] ?? 0);
  const rows = await readColleagues(context.platform.db, Number(context.actor.id), after, query.limit + 1);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const total = query.withTotal ? await countColleagues(context.platform.db, Number(context.actor.id)) : null;
  return { items, nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null, total };
}

async function present(context: Context, standIns: readonly NamedStandIn[]): Promise<StandInView[]> {
  const nameOf = await namesOfDivisions(
    context.platform.db,
    standIns.map(({ div }) => div),
  );
  return standIns.map((one) => ({
    id: one.id,
    kind: one.kind,
    holder: { id: one.holderId, name: one.holderName },
    deputy: { id: one.accountId, name: one.standInName },
    roleName: roleOf(one.role)?.name ?? one.role,
    divisionName: nameOf(one.div),
    verbs: one.verbs.map((verb) => PERMISSIONS[verb as Permission] ?? verb),
    classes: one.classes,
    beginsOn: one.beginsOn,
    endsOn: one.endsOn,
    reason: one.reason,
    state: stateOf(one, context.today),
  }));
}

function stateOf({ revokedAt, beginsOn, endsOn, postEndsOn }: NamedStandIn, today: string): StandInView['state'] {
  if (revokedAt) return 'revoked';
  if (endsOn <= today || (postEndsOn !== null && postEndsOn <= today)) return 'over';
  return beginsOn > today ? 'coming' : 'inForce';
}
