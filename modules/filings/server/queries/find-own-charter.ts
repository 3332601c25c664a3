import { findCharter, findOrganization } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import type { Context } from '#platform/context.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { isApplicantOf } from '../application-store.ts';

/** The text of the charter in force of an organization that the caller leads. @throws RECORD_NOT_FOUND */
export async function findOwnCharter({ actor, platform: { db } }: Context, organizationId: number): Promise<string | null | undefined> {
  if (!(await isApplicantOf(db, organizationId, actor.id))) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const organization = await findOrganization(db, organizationId, rangeOf(NATION_KEY, 'nation'));
  return organization && (await findCharter(db, organization))?.content;
}
