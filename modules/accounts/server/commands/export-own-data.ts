import { WORKBOOK_CONTENT_TYPE, workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { OwnDataPart, OwnDataSet } from '#platform/personal-data/own-data.ts';
import type { FileReply } from '#shared/route.ts';
import { getOwnData } from '../queries/get-own-data.ts';
import { requirePersonLocked } from '../require-person.ts';

/** Of one kind; nobody has more, and if, the file says so. */
const MOST = 1000;

/**
 * The own data to take along, for programs or to read (PIPL art. 45).
 * @param inReadings reads where what is held under a telephone is read, which may lie in any county; nothing is written in there
 * @throws PERSON_ONLY
 */
export async function exportOwnData(
  context: Context,
  inReadings: (read: (readings: Context) => Promise<OwnDataSet[]>) => Promise<OwnDataSet[]>,
  parts: readonly OwnDataPart[],
  form: 'json' | 'xlsx',
): Promise<FileReply> {
  const sets = await inReadings((readings) => getOwnData(context, readings, parts, MOST));
  const file = form === 'json' ? asJson(context, sets) : await asWorkbook(context, sets);
  await inTransaction(context.platform.db, async (tx) => {
    const person = await requirePersonLocked(context, tx);
    const rows = sets.reduce((sum, set) => sum + set.rows.length, 0);
    await audit(tx, context, { action: 'person.data-exported', subject: { type: 'person', id: person.id, district: 0 }, details: { form, rows } });
  });
  return file;
}

function asJson({ today }: Context, sets: readonly OwnDataSet[]): FileReply {
  const document = {
    导出日期: today,
    数据: sets.map(({ title, why, keptFor, columns, rows, hasMore }) => ({
      名称: title,
      用途和依据: why,
      保存期限: keptFor,
      内容: rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]))),
      还有更多: hasMore,
    })),
  };
  return { fileName: `我的信息-${today}.json`, contentType: 'application/json', bytes: new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`) };
}

async function asWorkbook({ today }: Context, sets: readonly OwnDataSet[]): Promise<FileReply> {
  const overview = sets.map(({ title, why, keptFor, rows, hasMore }) => [title, why, keptFor, hasMore ? `${rows.length} 条，还有更多` : `${rows.length} 条`]);
  const bytes = await workbookBytes([
    {
      name: '说明',
      columns: [
        { heading: '名称', width: 24 },
        { heading: '用途和依据', width: 60, wrap: true },
        { heading: '保存期限', width: 40, wrap: true },
        { heading: '条数', width: 16 },
      ],
      rows: overview,
    },
    ...sets.map(({ title, columns, rows }) => ({
      name: title.slice(0, 31),
      columns: columns.map((heading) => ({ heading, kind: 'text' as const, width: 24, wrap: true })),
      rows,
    })),
  ]);
  return { fileName: `我的信息-${today}.xlsx`, contentType: WORKBOOK_CONTENT_TYPE, bytes };
}
