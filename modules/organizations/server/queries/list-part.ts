import { sql } from 'kysely';
import { can, inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { describeRegister } from '#platform/registers/describe-register.ts';
import { divisionNamesIn, type PresentedRecord, presentRecords } from '#platform/registers/present-records.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { fieldValues, selectRows, type StoredRow } from '#platform/registers/stored-row.ts';
import { snakeCase } from '#platform/registers/table-layout.ts';
import { codeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor } from '#shared/page.ts';
import { gapsOfCharter } from '../../contract/charter.ts';
import { checkEligibility } from '../../contract/eligibility.ts';
import type { Part, PartColumn, PartId, PartRecord } from '../../contract/parts.ts';
import { eligibilityFacts } from '../domain/person-rules.ts';
import { filesOfDocuments } from '../document-files.ts';
import { fieldTexts } from '../field-texts.ts';
import { PARTS } from '../parts/organization-parts.ts';
import { OWNER_FIELDS } from '../parts/part-sheet.ts';
import type { OrganizationStanding } from './find-organization.ts';
import { listSharedAddresses, type SharedAddresses } from './list-shared-addresses.ts';

const PAGE = 100;

/** One part of an organization's dossier, what is in force first; nothing for a post without the right to that class of data. */
export async function listPart(
  context: Context,
  registers: Registers,
  organization: OrganizationStanding,
  part: PartId,
  cursor: string | undefined,
): Promise<Part> {
  const definition = PARTS[part];
  const described = describeRegister(definition);
  const isShown = can(context.actor, 'evidence.read', definition.dataClass);
  const mayEdit = can(context.actor, 'evidence.edit', definition.dataClass);
  const frame = {
    part,
    name: definition.sheet,
    note: definition.note ?? '',
    isShown,
    columns: described.columns.filter(({ field }) => !OWNER_FIELDS.includes(field)) as PartColumn[],
    abilities: { edit: isShown && mayEdit, reveal: isShown && can(context.actor, 'personal-data.reveal', definition.dataClass) },
  };
  if (!isShown) return { ...frame, items: [], total: 0, nextCursor: null };
  const { rows, total } = await readPart(context, part, organization, cursor);
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    ...frame,
    items: await present(context, registers, organization, part, shown),
    total,
    nextCursor: last && rows.length > PAGE ? encodeCursor(orderOf(part, last, context.today)) : null,
  };
}

async function readPart({ platform: { db }, actor, today }: Context, part: PartId, organization: OrganizationStanding, cursor: string | undefined) {
  const definition = PARTS[part];
  const ends = definition.ends === undefined ? undefined : sql.ref(`t.${snakeCase(definition.ends)}`);
  const isOver = ends ? sql`(coalesce(${ends} <= ${today}::date, false))::int` : sql`false::int`;
  const own = sql`t.district = ${organization.district} and t.organization_id = ${organization.id} and ${inRange(actor.range, 't')}`;
  const after = decodeCursor(cursor ?? '');
  const next = after ? sql`and (${isOver}, t.id) > (${Number(after[0])}::int, ${Number(after[1])}::bigint)` : sql``;
  const rows = await selectRows(db, definition, sql`${own} ${next}`, sql`${isOver}, t.id`, PAGE + 1);
  const count = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(definition.table)} t where ${own}`.execute(db);
  return { rows, total: count.rows[0]?.count ?? 0 };
}

function orderOf(part: PartId, row: StoredRow, today: string): [number, number] {
  return [isCurrent(part, row, today) ? 0 : 1, row.id];
}

function isCurrent(part: PartId, row: StoredRow, today: string): boolean {
  const { ends } = PARTS[part];
  const end = ends === undefined ? null : row[snakeCase(ends)];
  return end === null || end === undefined || String(end) > today;
}

async function present(
  context: Context,
  registers: Registers,
  organization: OrganizationStanding,
  part: PartId,
  rows: readonly StoredRow[],
): Promise<PartRecord[]> {
  const { db } = context.platform;
  const definition = PARTS[part];
  const title = part === 'profile' ? '' : describeRegister(definition).titleField;
  const records = await presentRecords(db, context, registers, definition, rows);
  const divisionNames = await divisionNamesIn(db, context, registers, definition, records);
  const shared: SharedAddresses = part === 'venues' ? await listSharedAddresses(context, organization, rows) : new Map();
  const files = part === 'documents' ? await filesOfDocuments(context, rows) : new Map<number, PartRecord['files']>();
  return records.map((record, index) => {
    const row = rows[index] as StoredRow;
    return {
      id: record.id,
      version: record.version,
      title: String(record.values[title] ?? definition.sheet),
      isCurrent: isCurrent(part, row, context.today),
      values: withoutOwner(record),
      texts: fieldTexts(definition, { values: record.values, divisionNames }, [...OWNER_FIELDS, title]),
      eligibility: part === 'people' && isCurrent(part, row, context.today) ? eligibilityOf(context, row) : [],
      gaps: part === 'documents' && row['kind'] === '章程' && typeof row['content'] === 'string' ? gapsOfCharter(row['content'], codeOf(row.div)) : [],
      files: files.get(row.id) ?? [],
      sharedWith: shared.get(row.id) ?? [],
    };
  });
}

function withoutOwner({ values }: PresentedRecord): PartRecord['values'] {
  return Object.fromEntries(Object.entries(values).filter(([field]) => !OWNER_FIELDS.includes(field)));
}

function eligibilityOf({ today }: Context, row: StoredRow): PartRecord['eligibility'] {
  const values = fieldValues(PARTS.people, row);
  return checkEligibility(eligibilityFacts({ values, today }, codeOf(row.div))).map(({ label, clause, state, advice }) => ({ label, clause, state, advice }));
}
