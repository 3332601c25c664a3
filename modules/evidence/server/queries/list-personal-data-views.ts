import type { z } from 'zod';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOfRecord } from '#platform/db/record-ids.ts';
import { registerErrors } from '#platform/registers/errors.ts';
import { personIndexes } from '#platform/registers/merge-draft.ts';
import { nameOfRecords } from '#platform/registers/other-records.ts';
import { countViews, listViews, type PersonalDataView } from '#platform/registers/personal-data-views.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { definitionOf } from '#platform/registers/save-record.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { viewSchema, viewSearchSchema } from '../../contract/personal-data.ts';

/**
 * Who saw numbers in clear within the jurisdiction: of one person, of one record, or of all; the newest first.
 * @throws NUMBER_NOT_WHOLE, REGISTER_UNKNOWN
 */
export async function listPersonalDataViews(
  context: Context,
  registers: Registers,
  search: z.output<typeof viewSearchSchema>,
  page: PageQuery,
): Promise<Page<z.input<typeof viewSchema>>> {
  requirePermission(context.actor, 'audit.read');
  const persons = search.number === undefined ? undefined : personIndexes(context.platform.cipher, search.number);
  if (persons?.length === 0) throw refuse(registerErrors.NUMBER_NOT_WHOLE);
  const record =
    search.register !== undefined && search.record !== undefined
      ? { register: definitionOf(registers, search.register).register, id: Number(search.record) }
      : undefined;
  const filter = { range: context.actor.range, persons, record };
  const rows = await listViews(context.platform.db, filter, positionOf(page.cursor), page.limit + 1);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((view) => present(registers, view)),
    nextCursor: last && rows.length > page.limit ? encodeCursor([last.exactAt, last.register, last.recordId]) : null,
    total: page.withTotal ? await countViews(context.platform.db, filter) : null,
  };
}

function positionOf(cursor: string | undefined): { at: string; register: string; id: number } | undefined {
  const [at, register, id] = decodeCursor(cursor ?? '') ?? [];
  return typeof at === 'string' && typeof register === 'string' && typeof id === 'number' ? { at, register, id } : undefined;
}

function present(registers: Registers, view: PersonalDataView): z.input<typeof viewSchema> {
  const definition = registers.byRegister.get(view.register);
  return {
    viewedAt: view.viewedAt.toISOString(),
    actor: view.actor,
    actorName: view.actorName,
    register: view.register,
    registerName: nameOfRecords(registers, view.register),
    record: String(view.recordId),
    recordCode: codeOfRecord(view.recordId),
    fields: view.fields.map((field) => definition?.columns.find((column) => column.field === field)?.heading ?? field),
    way: view.way,
    reason: view.reason,
    requestId: view.requestId,
  };
}
