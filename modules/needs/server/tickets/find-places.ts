import { findDivisions, listUnits, resolveDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { isWithin } from '#shared/division-code.ts';
import { foldText } from '#shared/fold-text.ts';
import type { Ticket, TicketProblem } from './read-ticket.ts';

/** Where a ticket belongs, or why nobody knows. */
export type PlaceOfTicket = (ticket: Ticket) => number | TicketProblem;

const SUFFIX = /(社区居民委员会|居民委员会|村民委员会|社区居委会|居委会|村委会|社区|村)$/;
const bare = (name: string) => foldText(name).replace(SUFFIX, '');

/** By code, else by the name of a community below the office, else the office's own place. One look-up for all tickets. */
export async function findPlaces(tx: Transaction, context: Context, tickets: readonly Ticket[]): Promise<PlaceOfTicket> {
  const codes = [...new Set(tickets.map(({ code }) => code).filter((code) => code !== ''))];
  const byCode = await resolveDivisions(tx, codes, context.today);
  const byName = tickets.some(({ code, place }) => code === '' && place !== '') ? await communitiesByName(tx, context) : new Map<string, number[]>();
  return ({ code, place }) => {
    if (code !== '') {
      const found = byCode.get(code);
      if (!found?.inForceNow || !isWithin(found.key, context.actor.range))
        return { field: 'code', message: '没有这个区划，或者不在您的管辖范围内。', suggestion: '请核对 12 位区划代码。' };
      if (found.level !== 'community' && found.level !== 'township')
        return { field: 'code', message: '应是社区（村）或街道（乡镇）的代码。', suggestion: '请填写 12 位区划代码。' };
      return found.key;
    }
    if (place === '') return ownPlace(context) ?? { field: 'place', message: '没有写明是哪个社区（村）。', suggestion: '请填写社区（村）的名称或区划代码。' };
    const [only, ...more] = byName.get(bare(place)) ?? [];
    if (only === undefined) return { field: 'place', message: '辖区里没有这个名称的社区（村）。', suggestion: '请核对名称，或者填写区划代码。' };
    if (more.length > 0) return { field: 'place', message: '辖区里有几个同名的社区（村）。', suggestion: '请填写区划代码。' };
    return only;
  };
}

function ownPlace({ actor }: Context): number | undefined {
  return actor.divisionLevel === 'community' || actor.divisionLevel === 'township' ? actor.division : undefined;
}

/** Of a street or a county; above that names repeat. */
async function communitiesByName(tx: Transaction, { actor }: Context): Promise<Map<string, number[]>> {
  if (actor.divisionLevel !== 'county' && actor.divisionLevel !== 'township' && actor.divisionLevel !== 'community') return new Map();
  const units = await listUnits(tx, { range: actor.range, level: 'community' });
  const names = await findDivisions(
    tx,
    units.map(({ key }) => key),
  );
  return Map.groupBy(
    units.map(({ key }) => key),
    (key) => bare(names.get(key)?.name ?? ''),
  );
}
