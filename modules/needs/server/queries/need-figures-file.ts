import type { z } from 'zod';
import { csvBytes } from '#engines/documents/csv/write-csv.ts';
import { WORKBOOK_CONTENT_TYPE, workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import type { Context } from '#platform/context.ts';
import type { FileReply } from '#shared/route.ts';
import { FIGURE_KINDS, type figuresFileQuerySchema, type NeedFigure } from '../../contract/figures.ts';
import { getNeedFigures } from './get-need-figures.ts';

const HEADINGS = [
  '收到（件）',
  '已回应（件）',
  '应回应（件）',
  '回应率',
  '解决（件）',
  '已结束（件）',
  '解决率',
  '未结（件）',
  '逾期（件）',
  '评价（次）',
  '满意（次）',
  '满意率至少',
];

/** The same figures as a table to take along; a rate that has nothing to be of stays blank. @throws RECORD_NOT_FOUND */
export async function needFiguresFile(context: Context, { format, ...query }: z.output<typeof figuresFileQuerySchema>): Promise<FileReply> {
  const { divisionName, year, total, rows } = await getNeedFigures(context, query);
  const headings = [FIGURE_KINDS[query.by], ...HEADINGS];
  const lines = [...rows.map((row) => lineOf(row.name, row)), lineOf('合计', total)];
  const fileName = `${divisionName}${year}年居民需求统计-按${FIGURE_KINDS[query.by]}.${format}`;
  if (format === 'csv') return { fileName, contentType: 'text/csv; charset=utf-8', bytes: csvBytes([headings, ...lines]) };
  const columns = headings.map((heading, index) => ({
    heading,
    kind: index === 0 ? ('text' as const) : ('number' as const),
    ...(index === 0 ? { width: 28 } : {}),
  }));
  return { fileName, contentType: WORKBOOK_CONTENT_TYPE, bytes: await workbookBytes([{ name: '需求统计', landscape: true, columns, rows: lines }]) };
}

const rounded = (share: number | undefined): number | null => (share === undefined ? null : Math.round(share * 10_000) / 10_000);

function lineOf(name: string, { received, response, solution, open, overdue, ratings, satisfaction }: NeedFigure): (string | number | null)[] {
  const [answered, solved] = [response, solution].map((rate) => [rate?.met ?? null, rate?.of ?? null, rounded(rate?.share)]);
  return [name, received, ...(answered ?? []), ...(solved ?? []), open, overdue, ratings, satisfaction?.good ?? null, rounded(satisfaction?.atLeast)];
}
