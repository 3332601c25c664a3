import { accessErrors } from '#platform/access/errors.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { findMergedInto } from '../merge-store.ts';
import { findOrganization, type OrganizationStanding } from './find-organization.ts';

/** An organization of the jurisdiction; for one that was found to be another, that other. @throws RECORD_NOT_FOUND */
export async function requireOrganization(context: Context, id: number): Promise<OrganizationStanding> {
  const { db } = context.platform;
  const found = await findOrganization(db, id, context.actor.range);
  if (found) return found;
  const into = await findMergedInto(db, id);
  const kept = into === undefined ? undefined : await findOrganization(db, into, context.actor.range);
  if (!kept) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return kept;
}
