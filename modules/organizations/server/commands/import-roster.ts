import { sql } from 'kysely';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { inspectUpload } from '#platform/imports/inspect-upload.ts';
import { personalIndex } from '#platform/registers/merge-draft.ts';
import type { FormValues } from '#platform/registers/record-form.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { updateRecordIn } from '#platform/registers/save-record.ts';
import { foldText } from '#shared/fold-text.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { organizationErrors } from '../../contract/errors.ts';
import type { RosterOutcome } from '../../contract/parts.ts';
import { ownerValues } from '../part-owner.ts';
import { organizationMembers } from '../parts/members.ts';
import { OWNER_FIELDS } from '../parts/part-sheet.ts';
import type { OrganizationStanding } from '../queries/find-organization.ts';
import { addPartIn, hold } from './save-part.ts';

/** A small table of one organization; whole territories come in through the evidence workbook. */
const MOST_ROWS = 1000;
export const ROSTER_COLUMNS = organizationMembers.columns.filter(({ field }) => !OWNER_FIELDS.includes(field));

interface RosterRow {
  number: number;
  values: FormValues;
}

/** Undoes what was tried. */
class NotWritten extends Error {}

/**
 * Brings a roster in from the first sheet of a small workbook, all or nothing. Who is on it already, by ID number or else by the
 * one of that name, is brought up to date; blank cells leave what is stored.
 * @throws RECORD_NOT_FOUND, ROSTER_UNREADABLE, ROSTER_TOO_LONG, and those of reading a workbook
 */
export async function importRoster(
  context: Context,
  registers: Registers,
  organizationId: number,
  file: { name: string; bytes: Uint8Array },
  dryRun: boolean,
): Promise<RosterOutcome> {
  await inspectUpload({ bytes: file.bytes, fileName: file.name });
  const rows = await readRoster(file);
  const outcome: RosterOutcome = { isWritten: false, created: 0, updated: 0, unchanged: 0, problems: [] };
  await inTransaction(context.platform.db, async (tx) => {
    const organization = await hold(tx, context, organizationId);
    for (const row of rows) await bringIn(tx, context, registers, organization, row, outcome);
    if (dryRun || outcome.problems.length > 0) throw new NotWritten();
    outcome.isWritten = true;
  }).catch((error: unknown) => {
    if (!(error instanceof NotWritten)) throw error;
  });
  return outcome;
}

async function readRoster({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<RosterRow[]> {
  const [sheet] = await readWorkbook(bytes, { fileName: name });
  const rows: RosterRow[] = [];
  let fields: (string | undefined)[] | undefined;
  for await (const { number, cells } of sheet?.rows() ?? []) {
    if (!fields) {
      fields = cells.map(({ value }) => ROSTER_COLUMNS.find(({ heading }) => heading === foldText(String(value ?? '')).replace(/\*$/, ''))?.field);
      if (!fields.includes('name')) throw refuse(organizationErrors.ROSTER_UNREADABLE, { headings: ROSTER_COLUMNS.map(({ heading }) => heading).join('、') });
      continue;
    }
    const given = cells.flatMap(({ value }, index) => (fields?.[index] === undefined || value === null ? [] : [[fields[index], value] as const]));
    if (given.length > 0) rows.push({ number, values: Object.fromEntries(given) });
    if (rows.length > MOST_ROWS) throw refuse(organizationErrors.ROSTER_TOO_LONG, { most: MOST_ROWS });
  }
  return rows;
}

async function bringIn(tx: Transaction, context: Context, registers: Registers, organization: OrganizationStanding, row: RosterRow, outcome: RosterOutcome) {
  try {
    const known = await findMember(tx, context, organization, row.values);
    if (!known) {
      await addPartIn(tx, context, registers, organization, 'members', { kind: '个人', ...row.values });
      outcome.created += 1;
      return;
    }
    const values = { ...row.values, ...ownerValues(organization) };
    const { version } = await updateRecordIn(tx, context, registers, organizationMembers.register, known, values);
    outcome[version === known.version ? 'unchanged' : 'updated'] += 1;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 403) throw error;
    outcome.problems.push(...problemsOf(error, row.number));
  }
}

/** By ID number; without one the only one of that name. */
async function findMember(tx: Transaction, { platform: { cipher }, actor }: Context, { district, id }: OrganizationStanding, values: FormValues) {
  const column = organizationMembers.columns.find(({ field }) => field === 'idNumber');
  const number = foldText(String(values['idNumber'] ?? '')).toUpperCase();
  const index = column && number !== '' ? personalIndex(cipher, column, number) : null;
  const { rows } = await sql<{ id: number; version: number; index: string | null }>`
    select m.id, m.version, m.id_number_index as index from organization_members m
    where m.district = ${district} and m.organization_id = ${id} and ${inRange(actor.range, 'm')} and m.left_on is null and (m.id_number_index = ${index} or m.name = ${foldText(String(values['name'] ?? ''))})`.execute(
    tx,
  );
  const byNumber = rows.find((row) => index !== null && row.index === index);
  const namesakes = rows.filter((row) => index === null || row.index === null);
  return byNumber ?? (namesakes.length === 1 ? namesakes[0] : undefined);
}

function problemsOf(refusal: Refusal, row: number): RosterOutcome['problems'] {
  if (refusal.fields.length === 0) return [{ row, heading: '', message: refusal.message, suggestion: '' }];
  return refusal.fields.map(({ path, message }) => {
    const field = path.replace(/^values\./, '');
    return { row, heading: ROSTER_COLUMNS.find((column) => column.field === field)?.heading ?? '', message, suggestion: '' };
  });
}
