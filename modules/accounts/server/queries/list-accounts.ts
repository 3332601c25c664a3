import type { z } from 'zod';
import { intersect, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { type KeyRange, rangeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page } from '#shared/page.ts';
import type { Account, accountListQuerySchema } from '../../contract/schemas.ts';
import { countAccounts, readAccounts } from '../account-store.ts';
import { presentAccounts } from '../present.ts';
import { requireAccount } from '../require-account.ts';
import { requireDivision } from '../require-division.ts';

/** Accounts whose office stands in the caller's branch, by account name. */
export async function listAccounts(context: Context, query: z.output<typeof accountListQuerySchema>): Promise<Page<Account>> {
  requirePermission(context.actor, 'account.read');
  const { db } = context.platform;
  const filter = { range: await rangeAsked(context, query.division), q: query.q, state: query.state };
  const after = String(decodeCursor(query.cursor ?? '')?.[0] ?? '');
  const rows = await readAccounts(db, filter, after, query.limit + 1);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: await presentAccounts(db, items, context.today),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.name]) : null,
    total: query.withTotal ? await countAccounts(db, filter) : null,
  };
}

/** @throws ACCOUNT_NOT_FOUND */
export async function getAccount(context: Context, id: number): Promise<Account> {
  const account = await requireAccount(context, context.platform.db, id);
  const [view] = await presentAccounts(context.platform.db, [account], context.today);
  if (!view) throw new Error('an account without a view');
  return view;
}

/** The caller's own range, or the part of it that lies below a division. @throws OFFICE_OUTSIDE */
export async function rangeAsked(context: Context, code: string | undefined): Promise<KeyRange> {
  if (code === undefined) return context.actor.range;
  const division = await requireDivision(context, code);
  return intersect(context.actor.range, rangeOf(division.key, division.level));
}
