/** How far somebody reaches: an office over its jurisdiction, a person over the own record and the teams led. */
import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { intersect } from '#platform/access/jurisdiction.ts';
import type { Day } from '#shared/day.ts';
import { type KeyRange, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../contract/errors.ts';
import { CHILD_YEARS } from '../contract/words.ts';
import { bornBy } from './domain/check-volunteer.ts';
import { findByAccount, type StoredVolunteer } from './volunteer-store.ts';

export type Side = 'office' | 'own';

/**
 * Children under 14 are restricted data (PIPL art. 28-31): whose post does not reach that class sees no child, as if there were none.
 * @returns the last day of birth that may be seen; null for every one
 */
export function oldestChildSeen({ actor, today }: Context): Day | null {
  return can(actor, 'volunteer.read', 'restricted') ? null : bornBy(today, CHILD_YEARS);
}

/** The part of the jurisdiction that a code names; a code above it means the own part. @throws RECORD_NOT_FOUND for what lies outside */
export async function rangeWithin({ actor, platform, today }: Context, code: string | undefined): Promise<KeyRange> {
  if (code === undefined) return actor.range;
  const found = (await resolveDivisions(platform.db, [code], today)).get(code);
  const range = found && intersect(actor.range, rangeOf(found.key, found.level));
  if (!range || range.from === range.to) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return range;
}

/** The volunteer that the person is, locked. @throws PERMISSION_MISSING, VOLUNTEER_NOT_REGISTERED, VOLUNTEER_WITHDRAWN */
export async function lockSelf(tx: Transaction, { actor }: Context): Promise<StoredVolunteer> {
  requirePermission(actor, 'volunteer.self');
  const self = await findByAccount(tx, Number(actor.id), true);
  if (!self) throw refuse(volunteerErrors.VOLUNTEER_NOT_REGISTERED);
  if (self.withdrawnOn !== null) throw refuse(volunteerErrors.VOLUNTEER_WITHDRAWN, { on: self.withdrawnOn });
  return self;
}
