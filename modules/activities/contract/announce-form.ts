/** The form that announces an activity, on the pages of leaders and in the console of offices: one set of fields, hints and readings. Browser-safe. */
import { isDay } from '#shared/day.ts';
import { OCCASION_LIMITS, type OccasionInput, occasionInputSchema } from './occasion.ts';

export const FIELD_LABELS = {
  title: '活动名称',
  theme: '主题',
  kind: '活动类型',
  about: '做什么，适合谁来',
  venue: '在哪里',
  day: '哪一天',
  from: '几点开始',
  to: '几点结束',
  lastDay: '哪一天结束',
  signUpDay: '报名截止到哪一天',
  capacity: '名额',
  guidedBy: '指导单位',
  coHosts: '联合主办的组织',
  isMajor: '重大活动',
} as const;
export type FieldName = keyof typeof FIELD_LABELS;
export const FIELD_NAMES = Object.keys(FIELD_LABELS) as FieldName[];

export const FIELD_HINTS: Partial<Record<FieldName, string>> = {
  about: '居民在网上会看到。请不要写个人的电话和证件号。',
  venue: '写到门牌或房间，老人好找。',
  from: '例如 09:30',
  to: '例如 11:30',
  lastDay: '当天结束的不填。',
  signUpDay: '不填就一直报到活动开始。',
  capacity: '满了以后来报名的人自动候补；不限就留空。',
  guidedBy: '例如社区党组织、居委会',
  coHosts: '一行一个。几家一起办的，只由一家发布，人数只算一次。',
  isMajor: '这是节庆、文化演出、体育竞赛、人员集会等重大活动，要事先向街道报告',
};
/** What may be left open. */
export const OPTIONAL_FIELDS: readonly FieldName[] = ['lastDay', 'signUpDay', 'capacity', 'guidedBy', 'coHosts'];
/** So much may be typed. */
export const MOST_TYPED: Partial<Record<FieldName, number>> = {
  title: OCCASION_LIMITS.title,
  about: OCCASION_LIMITS.about,
  venue: OCCASION_LIMITS.venue,
  from: 5,
  to: 5,
  capacity: 6,
  guidedBy: OCCASION_LIMITS.guidedBy,
  coHosts: 600,
};

/** What was typed, by field. */
export type TypedOccasion = Readonly<Partial<Record<FieldName, string | undefined>>>;

export type Wrong = ReadonlyMap<string, string>;

/** @returns what is to be announced, or what is wrong by field */
export function readFields(typed: TypedOccasion): { input: OccasionInput } | { wrong: Wrong } {
  const wrong = new Map<string, string>();
  const text = (name: FieldName) => (typed[name] ?? '').trim();
  const [day, from, to] = [text('day'), readTime(text('from')), readTime(text('to'))];
  if (!isDay(day)) wrong.set('day', '请填写日期，例如 2023-06-10。');
  if (!from) wrong.set('from', '请填写开始的时间，例如 09:30。');
  if (!to) wrong.set('to', '请填写结束的时间，例如 11:30。');
  const capacity = text('capacity');
  if (capacity !== '' && !/^\d{1,6}$/.test(capacity)) wrong.set('capacity', '名额请只写数字；不限就留空。');
  const [lastDay, signUpDay] = [text('lastDay'), text('signUpDay')];
  if (lastDay !== '' && !isDay(lastDay)) wrong.set('lastDay', '请填写日期，例如 2023-06-10；当天结束的不填。');
  if (signUpDay !== '' && !isDay(signUpDay)) wrong.set('signUpDay', '请填写日期，例如 2023-06-08；到活动开始为止的不填。');
  const endDay = lastDay === '' ? day : lastDay;
  const at = (on: string, time: string | undefined) => `${isDay(on) ? on : '2000-01-01'}T${time ?? '00:00'}:00+08:00`;
  const parsed = occasionInputSchema.safeParse({
    title: text('title'),
    theme: text('theme'),
    kind: text('kind') === '' ? null : text('kind'),
    about: text('about'),
    guidedBy: text('guidedBy') === '' ? null : text('guidedBy'),
    coHosts: text('coHosts')
      .split(/[\n、；;]/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    venue: text('venue'),
    startsAt: at(day, from),
    endsAt: at(endDay, to),
    // on the last day people sign up until it ends
    signUpUntil: signUpDay === '' ? null : at(signUpDay, signUpDay === endDay ? to : END_OF_DAY),
    capacity: capacity === '' || wrong.has('capacity') ? null : Number(capacity),
    isMajor: typed['isMajor'] === 'yes',
  });
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = { startsAt: 'from', endsAt: 'to', signUpUntil: 'signUpDay' }[String(path[0])] ?? String(path[0]);
    if (!wrong.has(name) && !(name === 'to' && !to)) wrong.set(name, message);
  }
  return parsed.success && wrong.size === 0 ? { input: parsed.data } : { wrong };
}

const END_OF_DAY = '23:59';

/** 9:30, 09：30, 0930 → 09:30 */
function readTime(typed: string): string | undefined {
  const [, hours = '', minutes = ''] = /^([01]?\d|2[0-3]):?([0-5]\d)$/.exec(typed.normalize('NFKC').replaceAll(' ', '')) ?? [];
  return hours === '' ? undefined : `${hours.padStart(2, '0')}:${minutes}`;
}
