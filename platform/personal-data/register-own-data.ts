/** What the registers of the product hold about a person, and who saw the numbers of it: found by the telephone they signed in with. */
import { sql } from 'kysely';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { timeInWords } from '#shared/time-in-words.ts';
import type { Context } from '../context.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { nameOfRecords } from '../registers/other-records.ts';
import { listViews } from '../registers/personal-data-views.ts';
import type { Registers } from '../registers/registers.ts';
import { isList, isPersonal, snakeCase } from '../registers/table-layout.ts';
import { cutAt, type DataSubject, type OwnDataPart, type OwnDataSet } from './own-data.ts';

/** The registers with a telephone, and the notes of who saw what. */
export function registerOwnData(registers: Registers): OwnDataPart {
  const withPhone = registers.all.filter(({ columns }) => columns.some(({ type }) => type === 'phone'));
  return {
    async read(context, subject, most) {
      const sets = await Promise.all(withPhone.map((definition) => rowsOf(context, definition, subject, most)));
      return [...sets.filter(({ rows }) => rows.length > 0), await viewsOf(context, registers, subject, most)];
    },
    unsettled: async () => [],
  };
}

/** What of a record is about the person: what is written in clear, never the numbers, which they know. */
function shownColumns({ columns }: SheetDefinition) {
  return columns.filter((column) => column.stored !== false && !isPersonal(column) && !['recordCode', 'division', 'divisionList'].includes(column.type));
}

/**
 * A person is told of the whole country: the telephone is the right to it. Telephone numbers change hands, so it is not proof enough for
 * what is personal in a record that somebody else entered: of that it is said that it is held, and the name by its first character.
 */
async function rowsOf({ platform: { db } }: Context, definition: SheetDefinition, { indexes }: DataSubject, most: number): Promise<OwnDataSet> {
  const columns = shownColumns(definition);
  const phones = definition.columns.filter(({ type }) => type === 'phone').map(({ field }) => sql.ref(`t.${snakeCase(field)}_index`));
  const values = columns.map((column) => {
    const stored = sql.ref(`t.${snakeCase(column.field)}`);
    if (column.dataClass && column.dataClass !== 'general')
      return column.heading.endsWith('姓名') ? sql`left(${stored}::text, 1) || '**'` : sql`case when ${stored} is not null then '已登记' end`;
    return isList(column) ? sql`array_to_string(${stored}, '、')` : sql`${stored}::text`;
  });
  const { rows } = await sql<{ cells: (string | null)[] }>`select array[${sql.join(values)}] as cells from ${sql.table(definition.table)} t
    where ${sql.join(
      phones.map((phone) => sql`${phone} = any(${[...indexes]}::text[])`),
      sql` or `,
    )} order by t.id limit ${most + 1}`.execute(db);
  const { shown, hasMore } = cutAt(rows, most);
  return {
    title: definition.sheet,
    why: `登记了您的手机号。由社区居委会、街道（乡镇）和民政部门为培育和管理社区社会组织而登记。依据：履行法定职责所必需（个人信息保护法第十三条第一款第三项）`,
    keptFor: '作为台账长期保存；内容不对的，可以请登记的单位更正',
    columns: columns.map(({ heading }) => heading),
    rows: shown.map(({ cells }) => cells),
    hasMore,
  };
}

async function viewsOf({ platform: { db } }: Context, registers: Registers, { indexes }: DataSubject, most: number): Promise<OwnDataSet> {
  const views = await listViews(db, { range: rangeOf(NATION_KEY, 'nation'), persons: indexes }, undefined, most + 1);
  const { shown, hasMore } = cutAt(views, most);
  return {
    title: '谁看过完整号码',
    why: '完整的证件号和手机号平时不显示。每次查看都要有理由，并记在这里',
    keptFor: '三年，到期删除',
    columns: ['时间', '谁', '在哪里', '方式', '理由'],
    rows: shown.map(({ viewedAt, actorName, register, way, reason }) => [
      timeInWords(viewedAt),
      actorName,
      nameOfRecords(registers, register),
      way === 'revealed' ? '查看' : '导出',
      reason,
    ]),
    hasMore,
  };
}
