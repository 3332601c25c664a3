import { sql } from 'kysely';
import { inOneDistrict, inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { addDays } from '#shared/day.ts';
import { districtOf, onlyDistrict } from '#shared/division-code.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import { HOTLINE, TICKET_COLUMNS, type TicketField, type TicketOutcome } from '../../contract/ticket.ts';
import { type Cluster, clustersOf, type Told } from '../domain/cluster-tickets.ts';
import { seenBy } from '../need-store.ts';
import { findPlaces } from './find-places.ts';
import { readTicket, type Ticket, type TicketProblem, type TicketRow } from './read-ticket.ts';

export interface PlacedTicket extends Ticket {
  div: number;
}

export interface JudgedTickets {
  /** without problems, not brought in before */
  fresh: PlacedTicket[];
  already: number;
  rejected: number;
  problems: TicketOutcome['problems'];
  notices: TicketOutcome['notices'];
  clusters: Cluster[];
  /** open needs that resemble one of the tickets: number as people read it */
  knownNumbers: ReadonlyMap<number, string>;
}

const DAYS_BACK = 90;
/** Open needs of all the places of a file that are compared. */
const COMPARED = 5000;
/** Where it lies now is beyond the office's reach, and stays untold. */
const KNOWN_ELSEWHERE = { field: 'number', message: '平台里已经有这个编号的工单，不再收进。' } as const;
const headingOf = (field: TicketField) => TICKET_COLUMNS.find((one) => one.field === field)?.heading ?? '';

/** Reads every row in full and says what would come of it; writes nothing. */
export async function judgeTickets(tx: Transaction, context: Context, rows: readonly TicketRow[]): Promise<JudgedTickets> {
  const read = rows.map((row) => readTicket(row, context.today));
  const placeOf = await findPlaces(
    tx,
    context,
    read.map(({ ticket }) => ticket),
  );
  const known = await numbersKnown(
    tx,
    context,
    read.flatMap(({ ticket }) => {
      const place = placeOf(ticket);
      return typeof place === 'number' ? [{ district: districtOf(place), number: ticket.number }] : [];
    }),
  );
  const firstRow = new Map<string, number>();
  const judged: JudgedTickets = { fresh: [], already: 0, rejected: 0, problems: [], notices: [], clusters: [], knownNumbers: new Map() };
  for (const { ticket, problems, notices } of read) {
    const place = placeOf(ticket);
    const before = ticket.number === '' ? undefined : firstRow.get(ticket.number);
    if (before === undefined) firstRow.set(ticket.number, ticket.row);
    const found: TicketProblem[] = [...problems, ...(typeof place === 'number' ? [] : [place])];
    if (before !== undefined) found.push({ field: 'number', message: `与第 ${before} 行的工单编号重复。`, suggestion: '请删去其中一行。' });
    judged.problems.push(...found.map(({ field, ...rest }) => ({ row: ticket.row, heading: headingOf(field), ...rest })));
    if (found.length > 0 || typeof place !== 'number') {
      judged.rejected += 1;
      continue;
    }
    const isWithin = known.get(`${districtOf(place)}/${ticket.number}`);
    const told: Pick<TicketProblem, 'field' | 'message'>[] = isWithin === false ? [KNOWN_ELSEWHERE] : isWithin ? [] : notices;
    judged.notices.push(...told.map(({ field, message }) => ({ row: ticket.row, heading: headingOf(field), message })));
    if (isWithin === undefined) judged.fresh.push({ ...ticket, div: place });
    else judged.already += 1;
  }
  return { ...judged, ...(await clustersWith(tx, context, judged.fresh)) };
}

/**
 * Wherever in its district a ticket lies now, for it may have been passed on to where the office does not reach.
 * @returns by district and number, whether it lies within reach
 */
async function numbersKnown(tx: Transaction, { actor }: Context, asked: readonly { district: number; number: string }[]): Promise<Map<string, boolean>> {
  const { rows } = await sql<{ district: number; number: string; isWithin: boolean }>`
    select n.district, n.external_number as number, ${inRange(actor.range, 'n')} as "isWithin" from needs n
    join jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (district int, number text) on a.district = n.district and a.number = n.external_number
    where n.external_source = ${HOTLINE} ${inOneDistrict({ rows: 'a', district: onlyDistrict(asked.map(({ district }) => district)) }, 'n')}`.execute(tx);
  return new Map(rows.map(({ district, number, isWithin }) => [`${district}/${number}`, isWithin]));
}

/** Secret ones are compared with nothing: who rang about what is nobody else's matter. */
async function clustersWith(tx: Transaction, context: Context, fresh: readonly PlacedTicket[]) {
  const open = fresh.filter(({ isSecret }) => !isSecret);
  const { rows } = await sql<{ id: number; div: number; title: string; number: string }>`
    select n.id, n.div, n.title, n.number from needs n
    where ${seenBy(context.actor)} and n.div = any(${[...new Set(open.map(({ div }) => div))]}::bigint[])
      and n.closed_on is null and not n.is_secret and n.received_on >= ${addDays(context.today, -DAYS_BACK)}::date order by n.id desc limit ${COMPARED}`.execute(
    tx,
  );
  const told: Told[] = [
    ...rows.map(({ id, div, title }) => ({ id, div, title, isKnown: true })),
    ...open.map(({ row, div, title }) => ({ id: row, div, title, isKnown: false })),
  ];
  return { clusters: clustersOf(told), knownNumbers: new Map(rows.map(({ id, number }) => [id, groupCode(number)])) };
}
