import type { z } from 'zod';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { codeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page } from '#shared/page.ts';
import type { officeListQuerySchema, officeSchema } from '../../contract/schemas.ts';
import { countOffices, type Office, readOffices } from '../office-store.ts';
import { namesOfDivisions } from '../present.ts';
import { requireOffice } from '../require-account.ts';
import { rangeAsked } from './list-accounts.ts';

type OfficeView = z.output<typeof officeSchema>;

/** Open offices of the caller's branch, from above to below. */
export async function listOffices(context: Context, query: z.output<typeof officeListQuerySchema>): Promise<Page<OfficeView>> {
  requirePermission(context.actor, 'account.read');
  const { db } = context.platform;
  const filter = { range: await rangeAsked(context, query.division), q: query.q };
  const cursor = decodeCursor(query.cursor ?? '');
  const rows = await readOffices(db, filter, { div: Number(cursor?.[0] ?? -1), id: Number(cursor?.[1] ?? -1) }, query.limit + 1);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: await presentOffices(db, items),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.div, last.id]) : null,
    total: query.withTotal ? await countOffices(db, filter) : null,
  };
}

/** @throws OFFICE_NOT_FOUND */
export async function getOffice(context: Context, id: number): Promise<OfficeView> {
  const [view] = await presentOffices(context.platform.db, [await requireOffice(context, context.platform.db, id)]);
  if (!view) throw new Error('an office without a view');
  return view;
}

async function presentOffices(db: Database, offices: readonly Office[]): Promise<OfficeView[]> {
  const nameOf = await namesOfDivisions(
    db,
    offices.map((office) => office.div),
  );
  return offices.map(({ id, name, kind, parentId, parentName, div, accounts, demonstration }) => ({
    id,
    name,
    kind,
    parentId,
    parentName,
    division: codeOf(div),
    divisionName: nameOf(div),
    accounts,
    demonstration,
  }));
}
