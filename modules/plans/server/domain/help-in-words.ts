import { spanOf } from '#engines/indicators/world.ts';

export interface HandyPlatform {
  div: number;
  name: string;
}

const AROUND: readonly [number, string][] = [
  [1, '本地'],
  [1e3, '同一街道'],
  [1e6, '同一区县'],
  [1e8, '同市'],
];

/** The platform in the smallest place that holds both; of several the first. */
export function nearestPlatform(platforms: readonly HandyPlatform[], div: number): { name: string; where: string } | null {
  for (const [width, where] of AROUND) {
    const { from, to } = spanOf(Math.floor(div / width) * width);
    const found = platforms.find((platform) => platform.div >= from && platform.div < to);
    if (found) return { name: found.name, where };
  }
  return null;
}

/** 本地有 4 个组织可引导备案；最近的支持平台：曙光街孵化基地（同一街道） @returns null when nothing is at hand */
export function helpInWords(platform: { name: string; where: string } | null, { near, act }: { near: number; act: string }): string | null {
  const words = [...(near > 0 ? [`本地有 ${near} 个组织${act}`] : []), ...(platform ? [`最近的支持平台：${platform.name}（${platform.where}）`] : [])];
  return words.length > 0 ? words.join('；') : null;
}
