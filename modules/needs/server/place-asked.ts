import { findDivisions, resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, type DivisionLevel, isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';

export interface PlaceAsked {
  key: number;
  level: DivisionLevel;
  code: string;
  name: string;
  /** size of the ranges directly below */
  span: number;
}

const BELOW: Record<DivisionLevel, number> = { nation: 1e10, province: 1e8, city: 1e6, county: 1e3, township: 1, community: 1 };

/** The place that figures are asked of: the own one unless another is named. @throws RECORD_NOT_FOUND for one outside */
export async function placeAsked({ actor, platform, today }: Context, division: string | undefined): Promise<PlaceAsked> {
  const found = division === undefined ? undefined : (await resolveDivisions(platform.db, [division], today)).get(division);
  const place = division === undefined ? { key: actor.division, level: actor.divisionLevel } : found;
  if (!place || !isWithin(place.key, actor.range)) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const name = (await findDivisions(platform.db, [place.key])).get(place.key)?.name ?? '全国';
  return { key: place.key, level: place.level, code: codeOf(place.key), name, span: BELOW[place.level] };
}
