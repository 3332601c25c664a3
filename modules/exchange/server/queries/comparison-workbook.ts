import { WORKBOOK_CONTENT_TYPE, workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import type { FileReply } from '#shared/route.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import type { ExchangeMeans } from '../means.ts';
import { getAgreement } from './get-agreement.ts';

/** The last comparison and the refused rows, for the files. @throws as `getAgreement`, EXCHANGE_NEVER_COMPARED */
export async function comparisonWorkbook(context: Context, means: ExchangeMeans, id: number): Promise<FileReply> {
  const { agreement, groups, refused, names } = await getAgreement(context, means, id);
  if (agreement.comparedAt === null) throw refuse(exchangeErrors.EXCHANGE_NEVER_COMPARED);
  const nameOf = (register: string) => names[register] ?? register;
  const bytes = await workbookBytes([
    {
      name: '核对结果',
      columns: [
        { heading: '内容', width: 24 },
        { heading: '报送日期', width: 14, kind: 'date' },
        { heading: '报送方条数', width: 14, kind: 'number' },
        { heading: '接收方条数', width: 14, kind: 'number' },
        { heading: '结果', width: 12 },
        { heading: '报送方摘要', width: 30, kind: 'text' },
        { heading: '接收方摘要', width: 30, kind: 'text' },
      ],
      rows: groups.map(({ register, day, sent, held, isEqual, sentDigest, heldDigest }) => [
        nameOf(register),
        day,
        sent,
        held,
        isEqual ? '一致' : '不一致',
        sentDigest,
        heldDigest,
      ]),
    },
    {
      name: '退回的记录',
      columns: [
        { heading: '内容', width: 24 },
        { heading: '记录编码', width: 24, kind: 'text' },
        { heading: '报送包', width: 10, kind: 'number' },
        { heading: '原因', width: 80, wrap: true },
      ],
      rows: refused.map(({ register, key, packet, reason }) => [nameOf(register), key, packet, reason]),
    },
  ]);
  return { fileName: `报送核对-${agreement.place}-${context.today}.xlsx`, contentType: WORKBOOK_CONTENT_TYPE, bytes };
}
