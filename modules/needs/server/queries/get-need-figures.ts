import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { findDivisions } from '#modules/divisions/server/public.ts';
import { namesOfOrganizations } from '#modules/organizations/server/public.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import type { FigureKind, figuresQuerySchema, NeedFigure, NeedFigures } from '../../contract/figures.ts';
import { CATEGORIES, type Category } from '../../contract/vocabulary.ts';
import { satisfactionOf } from '../domain/satisfaction.ts';
import { type PlaceAsked, placeAsked } from '../place-asked.ts';

/** Nobody reads more lines; of organizations those that did most. */
const MOST = 300;

interface Counted {
  key: string | null;
  name: string | null;
  received: number;
  responded: number;
  unanswered: number;
  solved: number;
  ended: number;
  open: number;
  overdue: number;
  ratings: number;
  good: number;
  demonstration: number;
}

/**
 * Response and solution of needs received in a year at a place, as a whole and by what lies below, by kind, or by organization. Every
 * rate says what it is of; what nobody could have answered yet, what was joined or taken back counts in none. Secret needs are in no
 * figure: a single one of a small place would tell of itself. @throws RECORD_NOT_FOUND for a division outside
 */
export async function getNeedFigures(context: Context, { division, year, by }: z.output<typeof figuresQuerySchema>): Promise<NeedFigures> {
  requirePermission(context.actor, 'need.read');
  const place = await placeAsked(context, division);
  const asked = year ?? Number(context.today.slice(0, 4));
  const [total] = await count(context, place, asked, { key: sql`''`, name: sql`''` });
  const rows = await count(context, place, asked, GROUPS[by](place));
  const named = await NAMED[by](context, place, rows);
  return {
    division: place.code,
    divisionName: place.name,
    year: asked,
    total: present(total ?? NONE, place.name),
    rows: named.map((row) => present(row, row.name ?? '')),
  };
}

interface Group {
  key: RawBuilder<unknown>;
  name: RawBuilder<unknown>;
  only?: RawBuilder<boolean>;
}

const GROUPS: Record<FigureKind, (place: PlaceAsked) => Group> = {
  place: ({ span }) => ({ key: sql`(n.div - n.div % ${sql.lit(span)}::bigint)::text`, name: sql`''` }),
  category: () => ({ key: sql`n.category`, name: sql`''` }),
  organization: () => ({
    key: sql`n.organization_id::text`,
    name: sql`max(n.organization_name)`,
    only: sql<boolean>`n.organization_id is not null`,
  }),
};

/** Along needs_received; the rating of a need by its key. */
async function count({ platform, today }: Context, { key, level }: PlaceAsked, year: number, group: Group): Promise<Counted[]> {
  const ended = sql`(n.state in ('confirmed', 'rated', 'unconfirmed', 'returned') or (n.state = 'closed' and n.close_ground is distinct from 'withdrawn'))`;
  const [from, to]: [Day, Day] = [`${year}-01-01`, `${year + 1}-01-01`];
  const { rows } = await sql<Counted>`
    select ${group.key} as key, ${group.name} as name, count(*)::int as received, (count(*) filter (where n.responded_on is not null))::int as responded,
      (count(*) filter (where n.responded_on is null and n.closed_on is null and n.due_on < ${today}::date))::int as unanswered,
      (count(*) filter (where n.state in ('confirmed', 'rated')))::int as solved, (count(*) filter (where ${ended}))::int as ended,
      (count(*) filter (where n.closed_on is null))::int as open, (count(*) filter (where n.closed_on is null and n.due_on < ${today}::date))::int as overdue,
      count(r.stars)::int as ratings, (count(*) filter (where r.stars >= 4))::int as good, (count(*) filter (where n.demonstration))::int as demonstration
    from needs n left join need_ratings r on r.district = n.district and r.need_id = n.id
    where ${inRange(rangeOf(key, level), 'n')} and n.received_on >= ${from}::date and n.received_on < ${to}::date and n.state <> 'joined' and not n.is_secret
      and ${group.only ?? sql`true`}
    group by ${group.only ? sql`n.organization_id` : sql`1`} order by count(*) desc, 1 limit ${MOST}`.execute(platform.db);
  return rows;
}

async function namePlaces({ platform }: Context, place: PlaceAsked, rows: readonly Counted[]): Promise<Counted[]> {
  const keys = rows.map((row) => Number(row.key));
  const names = await findDivisions(platform.db, keys);
  return rows
    .map((row) => ({
      ...row,
      key: codeOf(Number(row.key)),
      name: Number(row.key) === place.key ? '本级' : (names.get(Number(row.key))?.shortName ?? codeOf(Number(row.key))),
    }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** Called as it is called now, wherever it lies; history keeps the name of its day. */
async function nameOrganizations({ platform }: Context, _place: PlaceAsked, rows: readonly Counted[]): Promise<Counted[]> {
  const names = await namesOfOrganizations(
    platform.db,
    rows.map((row) => Number(row.key)),
  );
  return rows.map((row) => ({ ...row, name: names.get(Number(row.key)) ?? row.name }));
}

const NAMED: Record<FigureKind, (context: Context, place: PlaceAsked, rows: readonly Counted[]) => Promise<Counted[]>> = {
  place: namePlaces,
  category: async (_context, _place, rows) => rows.map((row) => ({ ...row, name: CATEGORIES[row.key as Category] })),
  organization: nameOrganizations,
};

const NONE: Counted = {
  key: '',
  name: '',
  received: 0,
  responded: 0,
  unanswered: 0,
  solved: 0,
  ended: 0,
  open: 0,
  overdue: 0,
  ratings: 0,
  good: 0,
  demonstration: 0,
};

const rateOf = (met: number, of: number) => (of === 0 ? null : { met, of, share: met / of });

function present({ key, received, responded, unanswered, solved, ended, open, overdue, ratings, good, demonstration }: Counted, name: string): NeedFigure {
  return {
    key: key ?? '',
    name,
    received,
    response: rateOf(responded, responded + unanswered),
    solution: rateOf(solved, ended),
    open,
    overdue,
    satisfaction: satisfactionOf(good, ratings),
    ratings,
    demonstration,
  };
}
