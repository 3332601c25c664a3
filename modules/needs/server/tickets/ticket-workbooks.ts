/** The empty table, and a table given back with what was found in it. */
import type { ColumnSpec, WriteValue } from '#engines/documents/excel/sheet-spec.ts';
import { WORKBOOK_CONTENT_TYPE, workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { FileReply } from '#shared/route.ts';
import { TICKET_COLUMNS, TICKET_SHEET, type TicketOutcome } from '../../contract/ticket.ts';
import { URGENCIES } from '../../contract/vocabulary.ts';
import type { TicketRow } from './read-ticket.ts';

const CHOICES: Readonly<Record<string, readonly string[]>> = { urgency: Object.values(URGENCIES), isSecret: ['是', '否'] };

const columns = (): ColumnSpec[] =>
  TICKET_COLUMNS.map((one) => ({
    heading: one.heading,
    kind: 'isDate' in one ? 'date' : 'text',
    required: 'isRequired' in one,
    ...(one.field === 'content' ? { width: 60, wrap: true } : {}),
    ...(CHOICES[one.field] ? { choices: CHOICES[one.field] } : {}),
  }));

const reply = (fileName: string, bytes: Uint8Array): FileReply => ({ fileName, contentType: WORKBOOK_CONTENT_TYPE, bytes });

export async function ticketTemplate({ actor }: Context): Promise<FileReply> {
  requirePermission(actor, 'need.handle');
  const notes: WriteValue[][] = TICKET_COLUMNS.map((one) => [one.heading, 'isRequired' in one ? '必填' : '', one.note, one.aliases.join('、')]);
  return reply(
    '12345工单模板.xlsx',
    await workbookBytes([
      { name: TICKET_SHEET, columns: columns(), rows: [] },
      {
        name: '填写说明',
        columns: [
          { heading: '列', width: 16 },
          { heading: '是否必填', width: 10 },
          { heading: '怎样填', width: 70, wrap: true },
          { heading: '也认得的列名', width: 40, wrap: true },
        ],
        rows: notes,
      },
    ]),
  );
}

/** The rows as they came, in our columns, each with what is wrong with it. */
export async function checkedTickets(fileName: string, rows: readonly TicketRow[], { problems, notices }: TicketOutcome): Promise<FileReply> {
  const said = (row: number) =>
    [
      ...problems.filter((one) => one.row === row).map(({ heading, message, suggestion }) => `问题：〔${heading}〕${message}${suggestion}`),
      ...notices.filter((one) => one.row === row).map(({ heading, message }) => `提示：〔${heading}〕${message}`),
    ].join('\n') || '通过';
  const values = rows.map(({ row, cells }): WriteValue[] => [...TICKET_COLUMNS.map(({ field }) => cells[field]?.text ?? null), said(row)]);
  const plain = columns().map(({ choices: _choices, ...rest }) => rest);
  return reply(
    `${fileName.replace(/\.[^.]*$/, '')}（校验结果）.xlsx`,
    await workbookBytes([{ name: TICKET_SHEET, columns: [...plain, { heading: '校验结果', width: 60, wrap: true }], rows: values }]),
  );
}
