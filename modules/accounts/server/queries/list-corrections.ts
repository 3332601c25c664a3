import { sql } from 'kysely';
import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn, maskPhone } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isDay } from '#shared/day.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { Correction } from '../../contract/correction.ts';
import { CORRECTION_NAME, CORRECTION_RIGHT, CORRECTION_WRONG, countCorrections, readCorrections, type StoredCorrection } from '../correction-store.ts';
import { standingOf } from '../domain/correction-standing.ts';
import { PERSON_PHONE } from '../person-store.ts';

export interface CorrectionFilter extends PageQuery {
  standing?: 'waiting' | 'ended' | undefined;
}

/** What people of the jurisdiction ask to be corrected: what is due first stands first. */
export async function listCorrections(context: Context, { standing, limit, cursor, withTotal }: CorrectionFilter): Promise<Page<Correction>> {
  const { actor, platform } = context;
  requirePermission(actor, 'correction.answer', 'personal');
  const isWaiting = standing !== 'ended';
  const [day, id] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const after = typeof day === 'string' && isDay(day) && Number.isSafeInteger(id) ? ([day, Number(id)] as const) : null;
  const rows = await readCorrections(platform.db, actor.range, { isWaiting, after, limit: limit + 1 });
  const total = withTotal ? await countCorrections(platform.db, actor.range, isWaiting) : null;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: await presentCorrections(context, platform.db, rows.slice(0, limit)),
    nextCursor: last ? encodeCursor([last.dueOn, last.id]) : null,
    total,
  };
}

/** With names and numbers masked. */
export async function presentCorrections(context: Context, db: Database | Transaction, rows: readonly StoredCorrection[]): Promise<Correction[]> {
  const [paths, phones] = await Promise.all([
    getDivisionPaths(
      db,
      rows.map(({ div }) => div),
    ),
    readPhones(context, db, rows),
  ]);
  return rows.map((row) => {
    const { cipher } = context.platform;
    const [first = ''] = cipher.decrypt(row.nameCipher, CORRECTION_NAME);
    const phone = phones.get(row.accountId);
    return {
      id: String(row.id),
      version: row.version,
      ...standingOf(row, context.today),
      place: paths.get(row.div)?.path.slice(-2).join(' ') ?? '',
      name: `${first}某`,
      phone: phone === undefined ? '账号已注销' : maskPhone(phone),
      wrong: maskNumbersIn(cipher.decrypt(row.wrongCipher, CORRECTION_WRONG)),
      right: maskNumbersIn(cipher.decrypt(row.rightCipher, CORRECTION_RIGHT)),
      answeredBy: row.answeredByName,
    };
  });
}

/** The texts as they were written. */
export async function openCorrection(
  context: Context,
  db: Database | Transaction,
  row: StoredCorrection,
): Promise<{ name: string; phone: string | null; wrong: string; right: string }> {
  const { cipher } = context.platform;
  const phones = await readPhones(context, db, [row]);
  return {
    name: cipher.decrypt(row.nameCipher, CORRECTION_NAME),
    phone: phones.get(row.accountId) ?? null,
    wrong: cipher.decrypt(row.wrongCipher, CORRECTION_WRONG),
    right: cipher.decrypt(row.rightCipher, CORRECTION_RIGHT),
  };
}

async function readPhones({ platform: { cipher } }: Context, db: Database | Transaction, rows: readonly StoredCorrection[]): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map();
  const { rows: found } = await sql<{ id: number; phone: string }>`select p.account_id as id, p.phone_cipher as phone from persons p
    where p.account_id = any(${rows.map(({ accountId }) => accountId)}::bigint[]) and p.phone_cipher is not null`.execute(db);
  return new Map(found.map(({ id, phone }) => [id, cipher.decrypt(phone, PERSON_PHONE)]));
}
