import { sql } from 'kysely';
import type { z } from 'zod';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf } from '#shared/division-code.ts';
import type { NeedInput } from '../../contract/need.ts';
import { HOTLINE, type ticketImportQuery, type TicketOutcome } from '../../contract/ticket.ts';
import { actOn } from '../act.ts';
import { findNeed, type Reach, type StoredNeed } from '../need-store.ts';
import { addNeed } from '../new-need.ts';
import { type JudgedTickets, judgeTickets, type PlacedTicket } from '../tickets/judge-tickets.ts';
import { readTicketFile } from '../tickets/read-ticket-file.ts';

type Options = z.output<typeof ticketImportQuery>;
const MOST_FILE_NAME = 200;

/**
 * Brings in a table of 12345 tickets (standards 6.2): all rows or none, unless those with problems are to be left out. The same ticket
 * comes in once, however often its file does. What repeats an older ticket that is still open is joined into it; what only sounds alike
 * is told, and joined when asked. @throws PERMISSION_MISSING, and those of reading the file
 */
export async function importTickets(context: Context, file: { name: string; bytes: Uint8Array }, options: Options): Promise<TicketOutcome> {
  requirePermission(context.actor, 'need.handle');
  const rows = await readTicketFile(file);
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const judged = await judgeTickets(tx, context, rows);
    const outcome = outcomeOf(rows.length, judged);
    const isHeldBack = options.dryRun === true || (judged.rejected > 0 && options.skipInvalid !== true);
    if (isHeldBack || judged.fresh.length === 0) return outcome;
    return { ...outcome, ...(await write(tx, context, { file, judged, outcome, options })) };
  });
}

function outcomeOf(rows: number, { fresh, already, rejected, problems, notices, clusters, knownNumbers }: JudgedTickets): TicketOutcome {
  return {
    importId: null,
    rows,
    created: fresh.length,
    already,
    joined: 0,
    rejected,
    problems,
    notices,
    clusters: clusters.map(({ lead, others }) => ({
      title: maskNumbersIn(lead.title),
      rows: [...(lead.isKnown ? [] : [lead.id]), ...others.map(({ id }) => id)],
      known: lead.isKnown ? (knownNumbers.get(lead.id) ?? null) : null,
    })),
  };
}

interface Writing {
  file: { name: string };
  judged: JudgedTickets;
  outcome: TicketOutcome;
  options: Options;
}

async function write(tx: Transaction, context: Context, { file, judged, outcome, options }: Writing): Promise<Pick<TicketOutcome, 'importId' | 'joined'>> {
  const { actor, now } = context;
  const district = districtOf(actor.division);
  const id = await nextRecordId(tx, district);
  const written = new Map<number, StoredNeed>();
  for (const ticket of judged.fresh) written.set(ticket.row, await writeTicket(tx, context, id, ticket));
  const joined = await joinTickets(tx, context, judged, written, options.joinAlike === true);
  const fileName = maskNumbersIn(file.name).slice(0, MOST_FILE_NAME);
  await sql`update needs n set import_version = n.version where ${inRange(actor.range, 'n')} and n.import_id = ${id}`.execute(tx);
  await sql`insert into need_imports (id, district, div, recorded_div, file_name, rows, created, already, joined, rejected, imported_at, imported_by, imported_by_name)
    values (${id}, ${district}, ${actor.division}, ${actor.division}, ${fileName}, ${outcome.rows}, ${written.size}, ${outcome.already}, ${joined}, ${outcome.rejected},
      ${now.toISOString()}, ${actor.id}, ${actor.name})`.execute(tx);
  await audit(tx, context, {
    action: 'need.tickets-imported',
    subject: { type: 'need-import', id, district },
    details: { file: fileName, created: written.size, already: outcome.already, joined },
  });
  return { importId: String(id), joined };
}

async function writeTicket(tx: Transaction, context: Context, importId: number, ticket: PlacedTicket): Promise<StoredNeed> {
  const input: NeedInput = { ...ticket, targetGroup: 'everyone', sharesContact: false };
  const external = { source: HOTLINE, number: ticket.number, dueOn: ticket.dueOn };
  return addNeed(tx, context, { input, div: ticket.div, channel: 'hotline12345', receivedOn: ticket.receivedOn, external, importId });
}

/** @returns how many were joined into another */
async function joinTickets(
  tx: Transaction,
  context: Context,
  judged: JudgedTickets,
  written: ReadonlyMap<number, StoredNeed>,
  isAlikeJoined: boolean,
): Promise<number> {
  const leads = new Map<number, number>(isAlikeJoined ? alikeLeads(judged, written) : []);
  for (const { row, oldNumber } of judged.fresh) {
    const lead = oldNumber === '' ? undefined : (among(written, oldNumber) ?? (await knownTicket(tx, context, oldNumber)));
    if (lead !== undefined) leads.set(row, lead);
  }
  let joined = 0;
  for (const [row, into] of leads) joined += Number(await joinInto(tx, context, written.get(row)?.id, into));
  return joined;
}

function alikeLeads({ clusters }: JudgedTickets, written: ReadonlyMap<number, StoredNeed>): [row: number, into: number][] {
  return clusters.flatMap(({ lead, others }) => {
    const into = lead.isKnown ? lead.id : written.get(lead.id)?.id;
    return into === undefined ? [] : others.map(({ id }): [number, number] => [id, into]);
  });
}

function among(written: ReadonlyMap<number, StoredNeed>, number: string): number | undefined {
  return [...written.values()].find(({ externalNumber }) => externalNumber === number)?.id;
}

async function knownTicket(tx: Transaction, { actor }: Context, number: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select n.id from needs n where ${inRange(actor.range, 'n')} and n.external_source = ${HOTLINE} and n.external_number = ${number}`.execute(tx);
  return rows[0]?.id;
}

/** Where the office may: both open, at one place, on its own desk, neither secret. */
async function joinInto(tx: Transaction, context: Context, id: number | undefined, into: number): Promise<boolean> {
  const reach: Reach = { office: context.actor };
  const need = id === undefined ? undefined : await findNeed(tx, id, reach, true);
  const lead = await findNeed(tx, into, reach);
  if (!need || !lead || need.id === lead.id || need.div !== lead.div || need.isSecret || lead.isSecret || lead.closedOn !== null || need.closedOn !== null)
    return false;
  await actOn(tx, context, need, { action: 'join', input: { into }, bodies: new Set(['handler']), reach });
  return true;
}
