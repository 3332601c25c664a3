/** Where an organization stands, in one word with its tone (dossier 3.1). Told by the record alone. Browser-safe. */

export const TIERS = ['台账', '备案', '登记'] as const;
export type Tier = (typeof TIERS)[number];

const ACTIVE: Record<Tier, string> = { 台账: '在台账', 备案: '已备案', 登记: '已登记' };
const ENDED: Record<Tier, string> = { 台账: '已撤出台账', 备案: '已取消备案', 登记: '已注销' };
const BY_REASON: Record<string, string> = { 注销: '已注销', 取消备案: '已取消备案', 撤销: '已撤销登记', 撤出台账: '已撤出台账' };

export interface Standing {
  word: string;
  isActive: boolean;
}

/** @param day the day it is asked for: an end in the future has not come yet */
export function standingOf({ tier, endedOn, endReason }: { tier: Tier; endedOn: string | null; endReason: string | null }, day: string): Standing {
  if (endedOn === null || endedOn > day) return { word: ACTIVE[tier], isActive: true };
  return { word: BY_REASON[endReason ?? ''] ?? ENDED[tier], isActive: false };
}
