import { WORKBOOK_CONTENT_TYPE, workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import type { FileReply } from '#shared/route.ts';
import type { AgreementDetail } from '../../contract/agreement.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { getStoredAgreement } from '../agreement-store.ts';
import { type DifferingRow, differingRows } from '../differing-rows.ts';
import { MISSING } from '../groups.ts';
import { sentRows } from '../held-rows.ts';
import type { ExchangeMeans } from '../means.ts';
import { getAgreement } from './get-agreement.ts';

type NameOf = (register: string) => string;

/** The last comparison, what differs row by row, and the refused rows, for the files. @throws as `getAgreement`, EXCHANGE_NEVER_COMPARED */
export async function comparisonWorkbook(context: Context, means: ExchangeMeans, id: number): Promise<FileReply> {
  const { agreement, groups, refused, names } = await getAgreement(context, means, id);
  if (agreement.comparedAt === null) throw refuse(exchangeErrors.EXCHANGE_NEVER_COMPARED);
  const nameOf: NameOf = (register) => names[register] ?? register;
  const bytes = await workbookBytes([
    sheetOfGroups(groups, nameOf),
    // the receiver knows what it holds, not what was sent
    ...(agreement.side === 'sender' ? [sheetOfDiffering(await differingOf(context, id), nameOf)] : []),
    sheetOfRefused(refused, nameOf),
  ]);
  return { fileName: `报送核对-${agreement.place}-${context.today}.xlsx`, contentType: WORKBOOK_CONTENT_TYPE, bytes };
}

type Sheet = Parameters<typeof workbookBytes>[0][number];

function sheetOfGroups(groups: AgreementDetail['groups'], nameOf: NameOf): Sheet {
  return {
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
  };
}

function sheetOfDiffering(differing: readonly DifferingRow[], nameOf: NameOf): Sheet {
  return {
    name: '不一致的记录',
    columns: [
      { heading: '内容', width: 24 },
      { heading: '记录编码', width: 24, kind: 'text' },
      { heading: '哪里不一致', width: 40 },
    ],
    rows: differing.map((row) => [nameOf(row.register), row.key, howText(row)]),
  };
}

function sheetOfRefused(refused: AgreementDetail['refused'], nameOf: NameOf): Sheet {
  return {
    name: '退回的记录',
    columns: [
      { heading: '内容', width: 24 },
      { heading: '记录编码', width: 24, kind: 'text' },
      { heading: '报送包', width: 10, kind: 'number' },
      { heading: '原因', width: 80, wrap: true },
    ],
    rows: refused.map(({ register, key, packet, reason }) => [nameOf(register), key, packet, reason]),
  };
}

async function differingOf({ platform }: Context, id: number): Promise<DifferingRow[]> {
  return inTransaction(platform.db, async (tx) => {
    const agreement = await getStoredAgreement(tx, id);
    return agreement.comparison ? differingRows(await sentRows(tx, agreement), agreement.comparison) : [];
  });
}

function howText({ isSent, held, isUntold }: DifferingRow): string {
  if (isUntold) return '对方没有列出来，下次核对再看';
  if (!isSent) return '对方有，本平台没有报送';
  return held === undefined || held.digest === MISSING ? '对方没有' : '内容不同';
}
