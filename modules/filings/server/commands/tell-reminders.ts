import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { BodyId } from '../../contract/workflow.ts';
import { type DeskToTell, deskToTell, type ReminderKind, reminderInWords } from '../domain/desk-to-tell.ts';
import type { FilingMeans } from '../means.ts';

interface Reminded {
  kind: ReminderKind;
  whose: BodyId | null;
  div: number;
  /** of a deadline that still runs */
  isCurrent: boolean;
}

/**
 * Every night, after deadlines were watched: puts among the notices of each office how many of its cases were reminded of. Marked in the same
 * transaction, so that a night broken off forgets nobody and a repeated one tells nobody twice. @returns how many desks were told
 */
export async function tellReminders(context: Context, means: FilingMeans): Promise<number> {
  return inTransaction(context.platform.db, async (tx) => {
    const { rows } = await sql<Reminded>`
      update filing_reminders r set told_at = ${context.now} from filing_applications a
      where r.told_at is null and a.district = r.district and a.id = r.application_id and ${inRange(context.actor.range, 'a')}
      returning r.kind, a.due_whose as whose, a.div, coalesce(r.due_on = a.due_on, false) as "isCurrent"`.execute(tx);
    const desks = byDesk(rows.filter(({ isCurrent }) => isCurrent));
    for (const { desk, counts } of desks) await means.tellOffices(tx, context, { ...desk, body: reminderInWords(counts) });
    return desks.length;
  });
}

function byDesk(reminded: readonly Reminded[]): { desk: DeskToTell; counts: Record<ReminderKind, number> }[] {
  const desks = new Map<string, { desk: DeskToTell; counts: Record<ReminderKind, number> }>();
  for (const { kind, whose, div } of reminded) {
    const desk = deskToTell(kind, whose, div);
    if (!desk) continue;
    const name = `${desk.office} ${desk.place}`;
    const told = desks.get(name) ?? { desk, counts: { upcoming: 0, overdue: 0, escalated: 0 } };
    told.counts[kind] += 1;
    desks.set(name, told);
  }
  return [...desks.values()];
}
