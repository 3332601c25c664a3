import { listOwnRoster, saveOwnMemberIn } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { isApplicantOf } from '../application-store.ts';
import type { FilingMeans } from '../means.ts';

export interface OwnMember {
  organizationId: number;
  /** absent: a new one */
  member?: { id: number; version: number } | undefined;
  values: Record<string, string | boolean | null>;
}

/** @throws RECORD_NOT_FOUND for whatever the caller does not lead */
async function requireLeader(db: Database | Transaction, { actor }: Context, organizationId: number): Promise<void> {
  requirePermission(actor, 'filing.apply');
  if (!(await isApplicantOf(db, organizationId, actor.id))) throw refuse(accessErrors.RECORD_NOT_FOUND);
}

/** A page of the roster of an organization that the caller leads. @throws RECORD_NOT_FOUND */
export async function getOwnRoster(context: Context, { registers }: FilingMeans, organizationId: number, cursor: string | undefined) {
  await requireLeader(context.platform.db, context, organizationId);
  return listOwnRoster(context, registers, organizationId, cursor);
}

/** Adds a member, changes one, or notes that one left. @throws RECORD_NOT_FOUND, RECORD_VERSION_STALE, RECORD_INVALID, RECORD_KEY_TAKEN */
export async function saveOwnMember(context: Context, { registers }: FilingMeans, { organizationId, member, values }: OwnMember): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    await requireLeader(tx, context, organizationId);
    await saveOwnMemberIn(tx, context, registers, organizationId, member, values);
  });
}
