/** A target in plain words: what is asked for, how far it is, what it means for somebody who lives there. */
import { dayInWords } from '#shared/day.ts';
import type { PublicStatus, PublicTarget } from '../server/public.ts';

/** Mark and word; the color comes from the class of the same name, and never says anything alone. */
export const STATUS_WORDS: Record<PublicStatus, { mark: string; word: string; look: string }> = {
  met: { mark: '✓', word: '已达到', look: 'met' },
  underway: { mark: '…', word: '还在推进', look: 'way' },
  missed: { mark: '✕', word: '到期没有达到', look: 'missed' },
  notStarted: { mark: '○', word: '还没有开始', look: 'none' },
  noData: { mark: '–', word: '还没有数据', look: 'none' },
  shown: { mark: '·', word: '只看数量', look: 'none' },
};

const NUMBER = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });
const PERCENT = new Intl.NumberFormat('zh-CN', { style: 'percent', maximumFractionDigits: 1 });

function unitOf({ target }: PublicTarget): string {
  return target.unit.replaceAll('(', '（').replaceAll(')', '）');
}

/** 区·年度 → 每个区每个年度 */
function eachOf(unit: string): string {
  return unit
    .split('·')
    .map((part) => `每个${part}`)
    .join('');
}

/** Whether the figure is a part of a whole: what is reached of what is to be reached. */
export function isPartOfWhole({ target, denominator }: PublicTarget): boolean {
  return denominator !== null && target.kind !== 'average';
}

/** 「要求：到 2023年12月31日，100 个街道（乡镇）里至少有 80 个做到。」 */
export function demandInWords(shown: PublicTarget): string {
  const { target, threshold, deadline } = shown;
  const by = `到 ${dayInWords(deadline)}，`;
  const unit = unitOf(shown);
  if (target.kind === 'milestone') return `要求：${by}完成这件事。文件没有定数字。`;
  if (threshold === null) return target.threshold === null ? '文件没有定数字，这里只看有多少。' : '这个数字是对整个地区定的，这里只看有多少。';
  if (target.kind === 'average') return `要求：${by}平均不少于 ${NUMBER.format(threshold)} ${target.unit === '' ? '个' : unit}。`;
  if (!isPartOfWhole(shown)) return `要求：${by}不少于 ${NUMBER.format(threshold)} ${unit}。`;
  if (target.kind === 'lines') return `要求：${by}${eachOf(unit)}算一次，${threshold >= 1 ? '一次都不少' : `做到的不少于 ${PERCENT.format(threshold)}`}。`;
  return threshold >= 1 ? `要求：${by}每个${unit}都做到。` : `要求：${by}做到的${unit}不少于 ${PERCENT.format(threshold)}。`;
}

/** 「现在：176 个街道（乡镇）里有 143 个做到了，占 81.3%。」 */
export function standingInWords(shown: PublicTarget): string {
  const { target, value, numerator, denominator } = shown;
  const unit = unitOf(shown);
  if (target.kind === 'milestone') return '现在：由负责的单位写明做到哪一步，平台不代为判断。';
  if (shown.parts.length > 0)
    return `现在：${shown.parts.map(({ name, value: part }) => `${name} ${part === null ? '还没有数据' : NUMBER.format(part)}`).join('，')}。`;
  if (value === null || numerator === null) return '现在：还没有可以计算的记录。没有数据不等于零。';
  if (denominator === null) return `现在：${NUMBER.format(value)} ${unit}。`;
  if (!isPartOfWhole(shown)) return `现在：平均 ${NUMBER.format(value)}（${NUMBER.format(numerator)} 除以 ${NUMBER.format(denominator)}）。`;
  if (target.kind === 'lines') return `现在：到今天该做 ${NUMBER.format(denominator)} 次，做到 ${NUMBER.format(numerator)} 次，占 ${PERCENT.format(value)}。`;
  return `现在：${NUMBER.format(denominator)} 个${unit}里有 ${NUMBER.format(numerator)} 个做到了，占 ${PERCENT.format(value)}。`;
}

/** What a register of the evidence is to somebody who lives there, with the page that goes on, if there is one. */
const MEANINGS: Readonly<Record<string, { text: string; link?: { href: string; text: string } }>> = {
  社区社会组织: { text: '家门口能参加的合唱队、互助社、志愿服务队会更多、更有样子。', link: { href: '/groups', text: '看身边有哪些组织' } },
  组织社工: { text: '您参加的组织里，会有学过社会工作的人帮忙。' },
  支持平台: { text: '想自己办团队的，有地方可以去：有场地，有人教，有人帮着申请。' },
  活动: { text: '节日和平时会有更多活动，在社区里就能参加。' },
  培训: { text: '办团队的人和社区工作者有课上，服务会更像样。' },
  认定: { text: '做得好的组织和地方会被认定、公布，您可以照着找，也可以监督。', link: { href: '/notices', text: '看公示与公告' } },
  报送记录: { text: '各地要按时报告做了什么，没有按时的也会记下来。' },
  社会工作人才: { text: '遇到难处时，能找到懂行的社会工作者。' },
  社工站: { text: '街道（乡镇）有社工站，老人、孩子和有困难的家庭可以去求助。' },
  驻站社工: { text: '社工站里有人常驻，去了能找到人。' },
  养老设施: { text: '家附近有能帮老人做饭、看护、解闷的地方。' },
  党组织: { text: '较大的社区社会组织里有党组织带头，做事有人管。' },
  结对: { text: '做得好的地方帮助起步晚的地方。' },
  评选: { text: '好的组织会被评选出来，大家都能看到。' },
  经验推广: { text: '别处的好做法会拿到您这里来用。' },
};

export interface Meaning {
  text: string;
  link?: { href: string; text: string };
}

/** For every register the target draws on that means something to a resident; none for milestones. */
export function meaningsOf({ target }: PublicTarget): Meaning[] {
  return target.evidence.flatMap((register) => MEANINGS[register] ?? []);
}
