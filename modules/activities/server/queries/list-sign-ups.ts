import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { noteRevealed } from '#platform/registers/note-revealed.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { SignUp } from '../../contract/occasion.ts';
import { doorCodeOf } from '../door-code.ts';
import { requireOccasion, requireOpen, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { clearSignUp, presentSignUp } from '../present.ts';
import { countSignUps, findSignUp, readSignUps } from '../sign-up-store.ts';

/** Everybody on the list, the cancelled included, by arrival. @throws OCCASION_NOT_FOUND */
export async function listSignUps(
  context: Context,
  means: ActivityMeans,
  side: Side,
  occasionId: number,
  { limit, cursor, withTotal }: PageQuery,
): Promise<Page<SignUp>> {
  requireSide(context, side, 'activity.read');
  const { actor, platform } = context;
  const occasion = await requireOccasion(platform.db, context, means, side, occasionId);
  const [after] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const rows = await readSignUps(platform.db, actor.range, occasion, { after: typeof after === 'number' ? after : 0, limit: limit + 1 });
  const counts = withTotal ? (await countSignUps(platform.db, actor.range, [occasion])).get(occasion.id) : undefined;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => presentSignUp(context, side, row)),
    nextCursor: last ? encodeCursor([last.id]) : null,
    total: withTotal ? (counts?.listed ?? 0) : null,
  };
}

/** Name and phone in clear, to reach somebody; noted with the reason. @throws OCCASION_NOT_FOUND, SIGN_UP_NOT_FOUND, REVEAL_TOO_MANY */
export async function revealSignUp(
  context: Context,
  means: ActivityMeans,
  { occasionId, entry, reason }: { occasionId: number; entry: number; reason: string },
): Promise<{ name: string; phone: string | null }> {
  requirePermission(context.actor, 'personal-data.reveal');
  return inTransaction(context.platform.db, async (tx) => {
    const occasion = await requireOccasion(tx, context, means, 'office', occasionId);
    const stored = await findSignUp(tx, context.actor.range, occasion, entry);
    if (!stored) throw refuse(activityErrors.SIGN_UP_NOT_FOUND);
    const shown = clearSignUp(context, stored);
    const { district, div } = stored;
    const persons = shown.phone === null ? [] : [context.platform.cipher.blindIndex(shown.phone, 'phone')];
    await noteRevealed(tx, context, { register: 'activitySignUp', id: entry, district, div, persons, fields: ['姓名', '电话'] }, reason);
    return shown;
  });
}

/** What whoever arranges it shows at the door. @throws OCCASION_NOT_FOUND, OCCASION_NOT_OPEN */
export async function getDoorCode(context: Context, means: ActivityMeans, side: Side, occasionId: number): Promise<{ code: string; validUntil: string }> {
  requireSide(context, side, 'activity.work');
  const occasion = await requireOccasion(context.platform.db, context, means, side, occasionId);
  requireOpen(occasion, undefined, '签到');
  const { code, validUntil } = doorCodeOf(context, occasion.id);
  return { code, validUntil: validUntil.toISOString() };
}
