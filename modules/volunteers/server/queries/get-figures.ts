import { sql } from 'kysely';
import { findDivisions, getDivisionPaths, resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, type DivisionLevel, isWithin, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { FigureRow } from '../../contract/service.ts';

/** Size of the ranges directly below a place of each level. */
const BELOW: Record<DivisionLevel, number> = { nation: 1e10, province: 1e8, city: 1e6, county: 1e3, township: 1, community: 1 };

type Counted = Omit<FigureRow, 'division' | 'divisionName'>;

/**
 * Volunteering in a year, at a place and in each unit directly below: persons at home there, person-times and minutes of what took place
 * there. Sums of the counters: at most one row a community and year. @throws RECORD_NOT_FOUND for a division outside
 */
export async function getFigures(
  context: Context,
  { year, division }: { year: number; division?: string | undefined },
): Promise<{ total: FigureRow; rows: FigureRow[] }> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'volunteer.count');
  const code = division ?? codeOf(actor.division);
  const found = (await resolveDivisions(platform.db, [code], today)).get(code);
  const place = division === undefined ? { key: actor.division, level: actor.divisionLevel } : found;
  if (!place || !isWithin(place.key, actor.range)) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const span = BELOW[place.level];
  const { rows } = await sql<Counted & { div: number }>`
    select f.div - f.div % ${span}::bigint as div, coalesce(sum(f.registered - f.withdrawn) filter (where f.year <= ${year}), 0)::int as registered,
      coalesce(sum(f.served) filter (where f.year = ${year}), 0)::int as served, coalesce(sum(f.services) filter (where f.year = ${year}), 0)::int as services,
      coalesce(sum(f.minutes) filter (where f.year = ${year}), 0)::bigint as minutes
    from volunteer_figures f where ${inRange(rangeOf(place.key, place.level), 'f')} and f.year <= ${year} group by 1 order by 1`.execute(platform.db);
  const keys = rows.map(({ div }) => div);
  const paths = await getDivisionPaths(platform.db, [...keys, place.key]);
  const own = (await findDivisions(platform.db, [place.key])).get(place.key);
  const sum = (field: keyof Counted) => rows.reduce((total, row) => total + Number(row[field]), 0);
  return {
    total: {
      division: codeOf(place.key),
      divisionName: own?.name ?? '全国',
      registered: sum('registered'),
      served: sum('served'),
      services: sum('services'),
      minutes: sum('minutes'),
    },
    rows: rows.map(({ div, ...row }) => ({
      ...row,
      minutes: Number(row.minutes),
      division: codeOf(div),
      divisionName: paths.get(div)?.path.join(' ') ?? codeOf(div),
    })),
  };
}
