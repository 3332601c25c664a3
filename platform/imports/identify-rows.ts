import { sql } from 'kysely';
import { inRange } from '../access/jurisdiction.ts';
import { recordIdOf } from '../db/record-ids.ts';
import { finding, valueOf } from '../registers/draft.ts';
import { findByKey, type KeyMatch } from '../registers/find-by-key.ts';
import { cellText } from '../registers/read-cell.ts';
import { type ImportRun, lookUp } from './import-run.ts';
import { RepeatedRows, type RowClaim } from './repeated-rows.ts';
import { hasMaskedKey, keyText, rowDigest } from './row-keys.ts';
import { recordCodeColumn } from '../registers/table-layout.ts';
import { RECORD_MARK_HEADING, reportNameless } from './sheet-headings.ts';
import type { ColumnDefinition, Problem, SheetDefinition } from './sheet.ts';
import { findingAt, readChunks, type SheetReading, type SheetRow } from './sheet-rows.ts';

/** Which stored record each row means, and which rows mean the same one. */
export interface RowIdentities {
  repeated: RepeatedRows;
  /** rows that cannot be matched; their findings are reported */
  refused: Set<number>;
}

/** The first reading of a sheet: nothing is written and only what concerns identity is reported. */
export async function identifyRows(run: ImportRun, reading: SheetReading): Promise<RowIdentities> {
  const identities: RowIdentities = { repeated: new RepeatedRows(), refused: new Set() };
  run.repeated.set(reading.definition.register, identities.repeated);
  const nameless = new Set<number>();
  let done = 0;
  for await (const rows of readChunks(reading, run.context.today)) {
    await lookUp(
      run,
      reading.definition,
      rows.map(({ draft }) => draft),
    );
    await identifyChunk(run, reading, rows, identities, 'comparing');
    for (const row of rows) collectNameless(reading, row, nameless);
    done += rows.length;
    run.onProgress({ sheet: reading.definition.sheet, stage: 'checking', rows: done, allRows: run.allRows });
  }
  reportNameless(reading.definition, nameless, run.report);
  identities.repeated.settle();
  return identities;
}

export function collectNameless({ headings }: SheetReading, { cells }: SheetRow, nameless: Set<number>): void {
  for (const [index, cell] of cells.entries()) if (cell.kind !== 'empty' && !headings.named.has(index) && cellText(cell) !== '') nameless.add(index);
}

/**
 * Matches rows, whose divisions and references are looked up, with stored records.
 * @param only whether rows of one record are to be compared with each other
 * @param isAsked false where there is nothing that could be found by its key
 */
export async function identifyChunk(
  run: ImportRun,
  reading: SheetReading,
  rows: readonly SheetRow[],
  identities: RowIdentities,
  only: 'matching' | 'comparing',
  isAsked: (row: SheetRow) => boolean = () => true,
): Promise<void> {
  const { definition } = reading;
  const asked = rows.filter(isAsked);
  const drafts = asked.map(({ draft }) => draft);
  const [matches, codes] = await Promise.all([findByKey(run.tx, definition, drafts, run.context.platform.cipher), existingIds(run, definition, rows)]);
  const matchOf = new Map(asked.map((row, index) => [row, matches[index]]));
  for (const row of rows) {
    const { claim, problem } = claimOf(reading, row, matchOf.get(row), codes, only === 'comparing');
    if (claim) identities.repeated.add(claim);
    if (!problem) continue;
    identities.refused.add(row.number);
    run.report.add('finding', findingAt(reading, row, problem));
  }
}

function codeIn(definition: SheetDefinition, row: SheetRow): string | undefined {
  const column = recordCodeColumn(definition);
  const code = column && valueOf(row.draft, column.field);
  return code === undefined ? undefined : String(code);
}

/** Which of the codes and record marks name a record of this register that the actor may see. */
async function existingIds(run: ImportRun, definition: SheetDefinition, rows: readonly SheetRow[]): Promise<Set<number>> {
  const codes = rows.flatMap((row) => [codeIn(definition, row) ?? '', row.recordMark]).filter((code) => code !== '');
  const ids = codes.map(recordIdOf).filter((id) => id !== undefined);
  if (ids.length === 0) return new Set();
  const found = await sql<{
    id: number;
  }>`select t.id from ${sql.table(definition.table)} t where t.id = any(${ids}::bigint[]) and ${inRange(run.context.actor.range, 't')}`.execute(run.tx);
  return new Set(found.rows.map(({ id }) => id));
}

interface Claimed {
  claim?: RowClaim;
  problem?: Problem;
}

function claimOf(reading: SheetReading, row: SheetRow, match: KeyMatch, existing: ReadonlySet<number>, compared: boolean): Claimed {
  const { definition } = reading;
  const code = codeIn(definition, row);
  const coded = [code ?? '', row.recordMark].map(recordIdOf).find((id) => id !== undefined && existing.has(id));
  const column = recordCodeColumn(definition);
  if (code !== undefined && column && !row.draft.isOutside && !existing.has(recordIdOf(code) ?? 0)) {
    return {
      problem: finding(column, {
        rule: 'record-code-unknown',
        message: `没有编码为 ${code} 的记录。`,
        suggestion: '编码由系统给出，请从导出的文件中复制；新增的记录请把编码留空。',
      }),
    };
  }
  const base = {
    row: row.number,
    key: keyText(definition, row.draft),
    digest: compared ? rowDigest(reading, row, coded === undefined && match === undefined) : '',
    maybe: undefined,
  };
  const holder = typeof match === 'object' && match.strength === 'exact' ? match.id : undefined;
  const changesKey = holder !== coded;
  // with a masked number nobody knows the whole key; the mark says whose row it is
  if (coded !== undefined && hasMaskedKey(definition, row.draft)) return { claim: { ...base, key: undefined, record: coded, changesKey } };
  if (coded !== undefined)
    return { claim: { ...base, record: coded, changesKey }, ...(holder !== undefined && changesKey ? { problem: keyTaken(definition) } : {}) };
  if (match === 'ambiguous') return { problem: ambiguous(definition) };
  return { claim: match?.strength === 'weak' ? { ...base, record: undefined, maybe: match.id } : { ...base, record: match?.id } };
}

function keyHeading(definition: SheetDefinition): ColumnDefinition {
  const column = definition.columns.find(({ field }) => field === (definition.nameField ?? definition.key[0])) ?? definition.columns[0];
  if (!column) throw new Error(`${definition.register} has no columns`);
  return column;
}

function keyTaken(definition: SheetDefinition): Problem {
  return finding(keyHeading(definition), {
    rule: 'key-taken',
    message: '改动之后会与另一条已有记录重复（名称和区划等都相同）。',
    suggestion: '请核对名称；如果是同一个单位，请先在系统中合并这两条记录。',
  });
}

function ambiguous(definition: SheetDefinition): Problem {
  return finding(keyHeading(definition), {
    rule: 'key-ambiguous',
    message: '系统中有多条记录与这一行相符，不知道该更新哪一条。',
    suggestion: '请先导出现有数据，在导出的文件上修改后再导入，或先合并重复的记录。',
  });
}

/** Differing rows of one record: a finding on each of them. */
export function reportDiffering(run: ImportRun, reading: SheetReading, row: SheetRow, group: readonly number[]): void {
  const others = group.filter((number) => number !== row.number).slice(0, 10);
  run.report.add(
    'finding',
    findingAt(reading, row, {
      field: keyHeading(reading.definition).field,
      rule: 'key-repeated',
      message: `与第 ${others.join('、')} 行是同一条记录，但内容不同，不知道以哪一行为准。`,
      suggestion: `请只保留正确的一行，或改正其中的名称、区划代码等。${howToAdd(reading, row)}`,
    }),
  );
}

/** Rows copied in an exported workbook carry the code of the record they were copied from. */
function howToAdd({ definition }: SheetReading, row: SheetRow): string {
  if (codeIn(definition, row) !== undefined) return '如果其中一行是新增的记录，请清空它的编码。';
  return row.recordMark === '' ? '' : `如果其中一行是新增的记录，请取消隐藏“${RECORD_MARK_HEADING}”列，清空这一行的${RECORD_MARK_HEADING}。`;
}
