import type { Category, TargetGroup } from '../../contract/vocabulary.ts';
import { CATEGORIES, TARGET_GROUPS } from '../../contract/vocabulary.ts';
import { type Satisfaction, satisfactionOf } from './satisfaction.ts';

/** An organization that may serve a need, with what speaks for and against it. */
export interface Suited {
  id: number;
  div: number;
  name: string;
  tier: string;
  category: string;
  memberCount: number;
  isHub: boolean;
  partyForm: string | null;
  stage: string | null;
  demonstration: boolean;
  scopeWords: string[];
  tags: string[];
  targetWords: string[];
  isOfCategory: boolean;
  openNeeds: number;
  served: number;
  ratings: number;
  goodRatings: number;
  hasDeclined: boolean;
}

export interface Score {
  score: number;
  /** as people read them, the weightiest first */
  reasons: string[];
  /** null with too few ratings to say anything */
  satisfaction: Satisfaction | null;
}

/** Members that one open need keeps busy. */
const MEMBERS_PER_NEED = 5;
const POINTS = { scope: 40, category: 20, target: 20, here: 15, street: 8, record: 10, rating: 15, party: 10, managed: 5, full: -20, declined: -30 } as const;

/** Points with reasons. What the plans put first (a party organization, orderly management) decides among organizations that are as able and near. */
export function scoreOf(one: Suited, need: { div: number; category: Category; targetGroup: TargetGroup }): Score {
  const satisfaction = satisfactionOf(one.goodRatings, one.ratings);
  const lines: (readonly [number, string] | undefined)[] = [fitOf(one, need.category), targetOf(one, need.targetGroup), nearOf(one, need.div)];
  if (one.served > 0) lines.push([Math.min(POINTS.record, one.served * 2), `一年内办结并经居民确认 ${one.served} 件`]);
  if (satisfaction) lines.push([satisfaction.atLeast * POINTS.rating, `居民评价 ${satisfaction.all} 次，满意 ${satisfaction.good} 次`]);
  if (one.partyForm !== null && one.partyForm !== '无') lines.push([POINTS.party, `党组织健全（${one.partyForm}），优先`]);
  if (one.tier !== '台账' && (one.stage === '成长型' || one.stage === '成熟型')) lines.push([POINTS.managed, `已${one.tier}，${one.stage}，管理规范，优先`]);
  if (one.openNeeds > 0) lines.push(loadOf(one));
  if (one.hasDeclined) lines.push([POINTS.declined, '这件需求它答复过“不能接”']);
  const counted = lines.filter((line) => line !== undefined);
  return { score: counted.reduce((sum, [points]) => sum + points, 0), reasons: counted.map(([, reason]) => reason), satisfaction };
}

function fitOf({ scopeWords, tags, isOfCategory, category }: Suited, kind: Category): readonly [number, string] {
  if (scopeWords.length + tags.length > 0) return [POINTS.scope, `业务范围与“${CATEGORIES[kind]}”相符：${[...new Set([...tags, ...scopeWords])].join('、')}`];
  return [isOfCategory ? POINTS.category : 0, `属于${category}`];
}

function targetOf({ targetWords }: Suited, group: TargetGroup): readonly [number, string] | undefined {
  return targetWords.length > 0 ? [POINTS.target, `服务对象包括${TARGET_GROUPS[group]}`] : undefined;
}

function nearOf({ div }: Suited, place: number): readonly [number, string] {
  if (div === place) return [POINTS.here, '就在本社区（村）'];
  return div % 1000 === 0 ? [POINTS.street, '在整个街道（乡镇）活动'] : [0, '在同一街道（乡镇）的其他社区（村）'];
}

function loadOf({ openNeeds, memberCount }: Suited): readonly [number, string] {
  const isFull = openNeeds * MEMBERS_PER_NEED > memberCount;
  return [isFull ? POINTS.full : -openNeeds, `手上还有 ${openNeeds} 件没有办完${isFull ? `，${memberCount} 名成员可能忙不过来` : ''}`];
}
