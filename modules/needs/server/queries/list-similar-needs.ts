import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { addDays } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import type { NeedSummary } from '../../contract/need.ts';
import { LIKELY_SAME, likenessOf, pairsOf } from '../domain/likeness.ts';
import { findNeed, NEED_COLUMNS, seenBy, type StoredNeed } from '../need-store.ts';
import { presentSummaries } from '../present.ts';

const DAYS_BACK = 90;
/** Open needs of one community are far fewer. */
const COMPARED = 500;
const SHOWN = 10;

/** Open needs of the same community that may speak of the same matter, the most alike first. @throws NEED_NOT_FOUND */
export async function listSimilarNeeds(context: Context, id: number): Promise<(NeedSummary & { likeness: number })[]> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'need.read');
  const need = await findNeed(platform.db, id, { office: actor });
  if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
  const { rows } = await sql<StoredNeed>`
    select ${NEED_COLUMNS} from needs n where n.district = ${need.district} and n.div = ${need.div} and n.id <> ${id} and ${seenBy(actor)}
      and n.closed_on is null and n.report_kind is null and n.received_on >= ${addDays(today, -DAYS_BACK)}::date order by n.id desc limit ${COMPARED}`.execute(
    platform.db,
  );
  const own = pairsOf(need.title);
  const alike = rows
    .map((row) => ({ row, likeness: likenessOf(own, pairsOf(row.title)) }))
    .filter(({ likeness }) => likeness >= LIKELY_SAME)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, SHOWN);
  const summaries = await presentSummaries(
    platform.db,
    context,
    alike.map(({ row }) => row),
  );
  return summaries.map((summary, index) => ({ ...summary, likeness: alike[index]?.likeness ?? 0 }));
}
