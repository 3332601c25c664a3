import { sql } from 'kysely';
import type { z } from 'zod';
import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, districtOf, isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type PageQuery } from '#shared/page.ts';
import type { GivenNumber, NumberSeries, numberRoutes } from '../../contract/number-routes.ts';
import { readAuthority } from '../authority-store.ts';

export interface NumberFilter extends PageQuery {
  series: NumberSeries;
  year: number;
  division?: string | undefined;
}

type NumberList = z.input<typeof numberRoutes.numbers.response>;

/** All serials of a year from the last one down, each with whom it was given or why it was left out. @throws RECORD_NOT_FOUND for a division outside */
export async function listNumbers(context: Context, { series, year, division, limit, cursor }: NumberFilter): Promise<NumberList> {
  const { actor, platform } = context;
  requirePermission(actor, 'filing.read');
  const { db } = platform;
  const div = division === undefined ? actor.division : await divisionWithin(context, division);
  const authority = await readAuthority(db, div);
  const [before] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const counter = sql.table(series === 'filing' ? 'filing_numbers' : 'filing_document_numbers');
  const { rows: counted } = await sql<{ last: number; voided: number; recorded: number }>`
    select coalesce((select last from ${counter} c where c.district = ${districtOf(div)} and c.div = ${div} and c.year = ${year} and ${inRange(actor.range, 'c')}), 0) as last,
      count(*) filter (where n.void_reason is not null)::int as voided, count(*)::int as recorded
    from filing_given_numbers n where n.district = ${districtOf(div)} and n.div = ${div} and n.series = ${series} and n.year = ${year} and ${inRange(actor.range, 'n')}`.execute(
    db,
  );
  const { last, voided, recorded } = counted[0] ?? { last: 0, voided: 0, recorded: 0 };
  const from = typeof before === 'number' ? Math.min(last, before - 1) : last;
  const { rows } = await sql<GivenNumber>`
    select s.serial, coalesce(n.number, s.serial::text) as number, case when n.ordinal is null then 'unrecorded' when n.void_reason is null then 'given' else 'void' end as state,
      n.subject_name as "subjectName", n.given_on as "givenOn", n.void_reason as "voidReason", n.voided_on as "voidedOn", n.voided_by_name as "voidedBy"
    from generate_series(greatest(${from}::int - ${limit}::int + 1, 1), ${from}::int) as s (serial)
    left join filing_given_numbers n on n.district = ${districtOf(div)} and n.div = ${div} and n.series = ${series} and n.year = ${year} and n.ordinal = s.serial
    order by s.serial desc`.execute(db);
  const lowest = rows.at(-1)?.serial ?? 1;
  return {
    division: codeOf(div),
    organ: authority.organ,
    last,
    voided,
    unrecorded: last - recorded,
    items: rows,
    nextCursor: lowest > 1 ? encodeCursor([lowest]) : null,
    total: last,
  };
}

async function divisionWithin({ actor, platform, today }: Context, division: string): Promise<number> {
  const found = (await resolveDivisions(platform.db, [division], today)).get(division);
  if (!found || !isWithin(found.key, actor.range)) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return found.key;
}
