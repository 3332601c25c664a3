import type { Context } from '#platform/context.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { Occasion } from '../../contract/occasion.ts';
import { requireHost, requireOccasion, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { countOccasions, readOccasions, readOpenOf } from '../occasion-store.ts';
import { presentOccasions } from '../present.ts';

export interface OccasionQuestion extends PageQuery {
  standing?: 'coming' | 'past' | 'cancelled' | undefined;
  organization?: number | undefined;
}

/** What is announced in the jurisdiction, the latest first. */
export async function listOccasions(context: Context, { standing, organization, limit, cursor, withTotal }: OccasionQuestion): Promise<Page<Occasion>> {
  requireSide(context, 'office', 'activity.read');
  return pageOf(context, { standing, organizationId: organization }, { limit, cursor, withTotal });
}

/** Of one organization, for whoever leads it. @throws RECORD_NOT_FOUND, ORGANIZATION_ENDED */
export async function listHosted(context: Context, means: ActivityMeans, organizationId: number, query: PageQuery): Promise<Page<Occasion>> {
  requireSide(context, 'own', 'activity.read');
  await requireHost(context.platform.db, context, means, 'own', organizationId);
  return pageOf(context, { organizationId }, query);
}

async function pageOf(
  context: Context,
  filter: { standing?: OccasionQuestion['standing']; organizationId?: number | undefined },
  { limit, cursor, withTotal }: PageQuery,
): Promise<Page<Occasion>> {
  const { actor, now, platform } = context;
  const asked = { range: actor.range, now, ...filter };
  const rows = await readOccasions(platform.db, { ...asked, after: positionOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: await presentOccasions(platform.db, context, rows.slice(0, limit)),
    nextCursor: last ? encodeCursor([last.startsAt.toISOString(), last.id]) : null,
    total: withTotal ? await countOccasions(platform.db, asked) : null,
  };
}

/** A cursor that is none begins anew. */
function positionOf(cursor: string | undefined): { startsAt: Date; id: number } | null {
  const [at, id] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const startsAt = typeof at === 'string' ? new Date(at) : undefined;
  return startsAt && !Number.isNaN(startsAt.getTime()) && Number.isSafeInteger(id) ? { startsAt, id: Number(id) } : null;
}

/** @throws OCCASION_NOT_FOUND */
export async function getOccasion(context: Context, means: ActivityMeans, side: Side, id: number): Promise<Occasion> {
  requireSide(context, side, 'activity.read');
  const stored = await requireOccasion(context.platform.db, context, means, side, id);
  const [shown] = await presentOccasions(context.platform.db, context, [stored]);
  return shown as Occasion;
}

const DAY_MS = 86_400_000;
const MOST_AT_HAND = 10;

/** What whoever asks arranges within a day, and what is over and not written up. */
export async function listHostedNow(context: Context, means: ActivityMeans): Promise<Occasion[]> {
  requireSide(context, 'own', 'activity.read');
  const { actor, now, platform } = context;
  const led = await means.listLed(context);
  if (led.length === 0) return [];
  const soon = new Date(now.getTime() + DAY_MS);
  const rows = await readOpenOf(
    platform.db,
    actor.range,
    led.map(({ id }) => id),
    soon,
    MOST_AT_HAND,
  );
  return presentOccasions(platform.db, context, rows);
}
