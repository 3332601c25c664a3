import { sql } from 'kysely';
import { getProgress } from '#modules/plans/server/public.ts';
import { findDivision } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { codeOfRecord } from '#platform/db/record-ids.ts';
import { addDays } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { FIGURES } from '../contract/terms.ts';
import type { WireValues } from '../contract/wire.ts';
import { rangeOfAgreement, type StoredAgreement } from './agreement-store.ts';
import type { ExchangeMeans } from './means.ts';
import { contentOf, digestOfValues, recordsIn } from './record-content.ts';
import { rowsOf, type StoredRowState } from './row-store.ts';
import { registersOf } from './sendable.ts';

/** A row that is not as it was sent last. */
export interface RowChange {
  register: string;
  key: string;
  values: WireValues | null;
  digest: string;
  before: StoredRowState | undefined;
}

/** Figures of days sent in this time are looked at again: what changed afterwards goes along as a correction. */
const DAYS_LOOKED_BACK = 35;

/** What is to be sent, in the order in which it can be taken: what others refer to first, what went away last. */
export async function collectChanges(tx: Transaction, context: Context, means: ExchangeMeans, agreement: StoredAgreement): Promise<RowChange[]> {
  const changes: RowChange[] = [];
  const gone: RowChange[] = [];
  for (const { definition, columns } of registersOf(means.registers, agreement.terms)) {
    const known = await statesOf(tx, agreement, definition.register);
    const range = rangeOfAgreement(agreement);
    for await (const rows of recordsIn(tx, definition, range)) {
      const contents = await contentOf(tx, context, means.registers, definition, columns, rows, range);
      for (const [index, row] of rows.entries()) {
        const [key, values] = [codeOfRecord(row.id), contents[index] ?? {}];
        changes.push(...changeOf(definition.register, key, values, known.get(key)));
        known.delete(key);
      }
    }
    // what refers to others goes before them
    gone.unshift(...goneOf(definition.register, known));
  }
  return [...changes, ...(await figureChanges(tx, context, agreement)), ...gone];
}

async function statesOf(tx: Transaction, agreement: StoredAgreement, register: string): Promise<Map<string, StoredRowState>> {
  return new Map((await rowsOf(tx, agreement.id, register)).map((row) => [row.key, row]));
}

function changeOf(register: string, key: string, values: WireValues, before: StoredRowState | undefined): RowChange[] {
  const digest = digestOfValues(values);
  return before?.digest === digest && before.state !== 'removed' ? [] : [{ register, key, values, digest, before }];
}

/** Rows that the other side holds and that stand here no more. */
function goneOf(register: string, left: ReadonlyMap<string, StoredRowState>): RowChange[] {
  return [...left.values()]
    .filter(({ state, acceptedPacket, digest }) => state !== 'removed' && acceptedPacket !== null && digest !== digestOfValues(null))
    .map((before) => ({ register, key: before.key, values: null, digest: digestOfValues(null), before }));
}

/** Figures of the place itself, of today and of the days that were sent lately. */
async function figureChanges(tx: Transaction, context: Context, agreement: StoredAgreement): Promise<RowChange[]> {
  const known = await statesOf(tx, agreement, FIGURES);
  const { rows } = await sql<{ day: string }>`
    select distinct split_part(key, '/', 4) as day from exchange_rows
    where agreement_id = ${agreement.id} and register = ${FIGURES} and split_part(key, '/', 4) >= ${addDays(context.today, -DAYS_LOOKED_BACK)}`.execute(tx);
  const days = [...new Set([...rows.map(({ day }) => day), context.today])].sort();
  const own: Context = { ...context, platform: { ...context.platform, db: tx } };
  const place = await findDivision(own, tx, codeOf(agreement.div));
  const changes: RowChange[] = [];
  for (const plan of agreement.terms.plans) {
    for (const day of days) {
      const { targets } = await getProgress(own, { plan, division: codeOf(place.key), asOf: day });
      for (const { id, name, unit, value, numerator, denominator } of targets) {
        const key = [plan, id, codeOf(place.key), day].join('/');
        changes.push(...changeOf(FIGURES, key, { name, unit, value, numerator, denominator }, known.get(key)));
      }
    }
  }
  return changes;
}
