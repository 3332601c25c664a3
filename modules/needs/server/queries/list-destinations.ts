import { findDivisions, listUnits } from '#modules/divisions/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { findNeed } from '../need-store.ts';
import { streetOf } from '../open-case.ts';

const DISTRICT = 1_000_000;

/** Where a need may be passed on to: communities of its street, and the other streets of its county. @throws NEED_NOT_FOUND */
export async function listDestinations({ actor, platform: { db } }: Context, id: number): Promise<{ code: string; name: string }[]> {
  requirePermission(actor, 'need.read');
  const need = await findNeed(db, id, { office: actor });
  if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
  const street = streetOf(need);
  const communities = await listUnits(db, { range: street, level: 'community', countedOnly: false });
  const streets = await listUnits(db, { range: rangeOf(need.district * DISTRICT, 'county'), level: 'township', countedOnly: false });
  const keys = [...communities, ...streets].map(({ key }) => key).filter((key) => key !== need.div);
  const names = await findDivisions(db, keys);
  return keys.map((key) => ({ code: codeOf(key), name: names.get(key)?.name ?? '' }));
}
