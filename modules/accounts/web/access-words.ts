import { momentText } from '#ui/figures/dates.ts';
import type { AccessView } from '../contract/borrowed-schemas.ts';

export const ACCESS_STATES: Record<AccessView['state'], string> = { asked: '等待决定', inForce: '使用中', refused: '没有同意', over: '已结束' };

/** `申请 24 小时`, `到 2023年6月3日 14:20 结束` */
export function accessTime({ state, hours, endsAt }: AccessView): string {
  if (state === 'asked' || endsAt === null) return `申请 ${hours} 小时`;
  return state === 'inForce' ? `到 ${momentText(endsAt)} 自动结束` : `至 ${momentText(endsAt)}`;
}
