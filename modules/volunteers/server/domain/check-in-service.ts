/** What minutes of service follow from somebody's being at an activity. */
import { dayInChina } from '#shared/day.ts';
import type { ServiceKind } from '../../contract/words.ts';

/** One who came as a volunteer, as the list of the activity has it. */
export interface CheckedIn {
  /** of the list; minutes are recorded from it once */
  entryId: number;
  accountId: string | null;
  phoneIndex: string | null;
  /** as given at the activity; null once erased */
  name: string | null;
  from: Date;
  until: Date;
}

/** The activity they came to. */
export interface AttendedActivity {
  id: number;
  district: number;
  div: number;
  organizationId: number;
  title: string;
  theme: string;
  kind: string | null;
  venue: string;
}

const MINUTE_MS = 60_000;
const EIGHT_HOURS_MS = 28_800_000;
const DAY_MINUTES = 1440;

/** Nobody serves longer in one go: whoever was not seen leaving an activity of several days is the leader's to write down. */
const LONGEST_OVER_MIDNIGHT = 720;

/** Day and whole minutes in China; what goes on after midnight is the leader's to add. @returns undefined for less than a minute, and for several days */
export function servedTime(from: Date, until: Date): { servedOn: string; began: number; ended: number } | undefined {
  const minuteOf = (at: Date) => Math.floor((at.getTime() + EIGHT_HOURS_MS) / MINUTE_MS);
  const midnight = Math.floor(minuteOf(from) / DAY_MINUTES) * DAY_MINUTES;
  const [began, ended] = [minuteOf(from) - midnight, Math.min(minuteOf(until) - midnight, DAY_MINUTES)];
  if (minuteOf(until) - midnight > DAY_MINUTES && minuteOf(until) - midnight - began > LONGEST_OVER_MIDNIGHT) return undefined;
  return ended > began ? { servedOn: dayInChina(from), began, ended } : undefined;
}

const BY_KIND: Readonly<Record<string, ServiceKind>> = {
  亲情陪伴: '关爱老人',
  生活照料: '关爱老人',
  心理疏导: '健康服务',
  社会融入: '帮扶困难家庭',
  就业帮扶: '帮扶困难家庭',
  法律援助: '便民服务',
  垃圾分类: '环境卫生',
  环境整治: '环境卫生',
  治安巡逻: '平安巡逻',
  应急演练: '应急救援',
  普法宣传: '科普宣传',
  科普: '科普宣传',
  厕所革命: '环境卫生',
  垃圾污水治理: '环境卫生',
  村容村貌: '环境卫生',
};
const BY_THEME: Readonly<Record<string, ServiceKind>> = { 邻里守望: '便民服务', 共创平安: '平安巡逻', 文化铸魂: '文体活动' };

/** The nearest kind of service; whoever confirms can correct it. */
export function serviceKindOf({ theme, kind }: Pick<AttendedActivity, 'theme' | 'kind'>): ServiceKind {
  return (kind === null ? undefined : BY_KIND[kind]) ?? BY_THEME[theme] ?? '其他';
}
