import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import { codeOf } from '#shared/division-code.ts';
import { accessErrors } from '../access/errors.ts';
import type { Context } from '../context.ts';
import { onOneConnection } from '../db/asked-together.ts';
import type { Database } from '../db/database.ts';
import { findWhereItLies } from '../db/moved-records.ts';
import { prepared } from '../db/prepared.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { divisionNamesIn, type PresentedRecord, presentRecords } from './present-records.ts';
import type { HistoryAction } from './record-history.ts';
import type { Registers } from './registers.ts';
import { definitionOf, requireClass } from './save-record.ts';
import { readRowsIn } from './stored-row.ts';
import { isPersonal, once, storedColumnsOf } from './table-layout.ts';

export interface RecordChange {
  heading: string;
  before: string;
  after: string;
}

export interface HistoryItem {
  version: number;
  action: HistoryAction;
  changedAt: string;
  changedBy: string;
  reason: string | null;
  importBatch: string | null;
  changes: RecordChange[];
}

export interface RecordDetail extends PresentedRecord {
  divisionNames: Record<string, string>;
  formerNames: string[];
  /** newest first */
  history: HistoryItem[];
}

/** One record with its former names and every change. @throws REGISTER_UNKNOWN, RECORD_NOT_FOUND */
export async function getRecord(context: Context, registers: Registers, register: string, id: number): Promise<RecordDetail> {
  const definition = definitionOf(registers, register);
  requireClass(context, definition, 'evidence.read');
  return onOneConnection(context.platform.db, async (db) => {
    const look = async (district: number) => {
      const [[row], formerNames, history] = await Promise.all([
        readRowsIn(db, definition, [district], [id], { within: context.actor.range }),
        readFormerNames(db, definition, district, id),
        readHistory(db, definition, district, id),
      ]);
      return row && { row, formerNames, history };
    };
    const [found, edition] = await Promise.all([findWhereItLies(db, id, look), registers.readTreeEdition(db)]);
    if (!found) throw refuse(accessErrors.RECORD_NOT_FOUND);
    const { row, formerNames, history } = found;
    const [record] = await presentRecords(db, context, registers, definition, [row]);
    if (!record) throw refuse(accessErrors.RECORD_NOT_FOUND);
    return { ...record, divisionNames: await divisionNamesIn(db, context, registers, definition, [record], edition), formerNames, history };
  });
}

async function readFormerNames(db: Database, definition: SheetDefinition, district: number, id: number): Promise<string[]> {
  if (!definition.formerNamesTable) return [];
  const rows = await askFormerNames(definition)(db, { district, id });
  return rows.map(({ name }) => name);
}

const askFormerNames = once((definition: SheetDefinition) =>
  prepared<{ district: number; id: number }, { name: string }>(
    (place) => sql<{ name: string }>`
      select name from ${sql.table(definition.formerNamesTable ?? '')} where district = ${place('district')} and record_id = ${place('id')} order by until_on desc, name`,
  ),
);

interface VersionRow {
  version: number;
  action: HistoryAction;
  changed_at: Date;
  changed_by_name: string;
  reason: string | null;
  import_batch_id: number | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const askHistory = prepared<{ district: number; register: string; id: number }, VersionRow>(
  (place) => sql<VersionRow>`
    select version, action, changed_at, changed_by_name, reason, import_batch_id, before, after from record_versions
    where district = ${place('district')} and register = ${place('register')} and record_id = ${place('id')} order by version desc`,
);

async function readHistory(db: Database, definition: SheetDefinition, district: number, id: number): Promise<HistoryItem[]> {
  const rows = await askHistory(db, { district, register: definition.register, id });
  return rows.map((row) => ({
    version: row.version,
    action: row.action,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by_name,
    reason: row.reason,
    importBatch: row.import_batch_id === null ? null : String(row.import_batch_id),
    changes: changesOf(definition, row.before ?? {}, row.after ?? {}),
  }));
}

/** Changed columns in words; of personal data only that it changed. */
function changesOf(definition: SheetDefinition, before: Record<string, unknown>, after: Record<string, unknown>): RecordChange[] {
  return definition.columns.flatMap((column): RecordChange[] => {
    const name = column.type === 'division' && column.home ? 'div' : storedColumnsOf(column)[0]?.name;
    if (name === undefined || !(name in after)) return [];
    const show = (value: unknown) => (isPersonal(column) ? (value === null ? '' : '（不显示）') : inWords(column.type, value));
    return [{ heading: column.heading, before: show(before[name]), after: show(after[name]) }];
  });
}

function inWords(type: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => inWords(type, item)).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  return type === 'division' || type === 'divisionList' ? codeOf(Number(value)) : String(value);
}
