import type { Status } from '#ui/tokens.ts';
import type { Agreement } from '../contract/agreement.ts';

const DAY_MS = 86_400_000;
/** Both sides compare every night; a night may be missed. */
const SILENT_DAYS = 2;

/** How an agreement stands, in one word. What was equal long ago is not called so. */
export function stateOf({ state, side, differing, rows, heardAt, comparedAt }: Agreement, now = Date.now()): { status: Status; word: string } {
  if (state === 'ended') return { status: 'noData', word: '已结束' };
  if (state === 'offered') return { status: 'atRisk', word: side === 'sender' ? '等您确认' : '等对方配对' };
  if ((differing ?? 0) > 0) return { status: 'missed', word: '核对不一致' };
  const days = comparedAt === null ? 0 : Math.floor((now - Date.parse(comparedAt)) / DAY_MS);
  if (days >= SILENT_DAYS) return { status: 'atRisk', word: `已 ${days} 天没有核对` };
  if (rows.refused > 0) return { status: 'atRisk', word: '有退回的记录' };
  if (differing === null) return { status: 'notStarted', word: heardAt === null ? '还没有报送' : '还没有核对' };
  return { status: 'met', word: '一致' };
}

export function whoText({ side, partner, place }: Agreement): string {
  return side === 'sender' ? `向${partner}报送${place}的数据` : `${partner}报送${place}的数据`;
}
