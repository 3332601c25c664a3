import { WORKBOOK_CONTENT_TYPE, workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import type { Context } from '#platform/context.ts';
import type { FileReply } from '#shared/route.ts';
import type { Gap } from '../../contract/drill-down.ts';
import { TASK_STATES } from '../../contract/gap-task.ts';
import { getPlanInForce } from '../plan-store.ts';
import { dayOrToday } from '../place.ts';
import { type GapsRequest, listGaps } from './list-gaps.ts';

const PAGE = 200;

/** The gap list as a work list in Excel: one row per unit and target, with room for who does it and until when. */
export async function gapsWorkbook(context: Context, request: Omit<GapsRequest, 'limit' | 'cursor' | 'withTotal'>): Promise<FileReply> {
  const { plan } = await getPlanInForce(context.platform.db, request.plan);
  const asOf = dayOrToday(context, request.asOf);
  const bytes = await workbookBytes([
    {
      name: '差距清单',
      landscape: true,
      columns: [
        { heading: '目标', width: 14, kind: 'text' },
        { heading: '目标名称', width: 36, wrap: true },
        { heading: '区划代码', width: 16, kind: 'text' },
        { heading: '单位', width: 28 },
        { heading: '所在地', width: 36, wrap: true },
        { heading: '差什么', width: 48, wrap: true },
        { heading: '还差数量', width: 10, kind: 'number' },
        { heading: '责任单位', width: 22 },
        { heading: '可借力', width: 40, wrap: true },
        { heading: '分派状态', width: 16 },
        { heading: '经办人', width: 12 },
        { heading: '完成期限', width: 14, kind: 'date' },
      ],
      rows: rowsOf(context, request),
    },
  ]);
  return { fileName: `${plan.shortName}差距清单-${asOf}.xlsx`, contentType: WORKBOOK_CONTENT_TYPE, bytes };
}

async function* rowsOf(context: Context, request: Omit<GapsRequest, 'limit' | 'cursor' | 'withTotal'>) {
  let cursor: string | undefined;
  do {
    const page = await listGaps(context, { ...request, limit: PAGE, cursor, withTotal: false });
    for (const gap of page.items) yield rowOf(gap);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

function rowOf(gap: Gap): (string | number | null)[] {
  return [
    gap.targetId,
    gap.targetName,
    gap.code,
    gap.name,
    gap.path,
    gap.lacking,
    gap.missing,
    gap.responsible,
    gap.help,
    gap.task ? TASK_STATES[gap.task.state] : null,
    null,
    gap.task?.dueOn ?? null,
  ];
}
