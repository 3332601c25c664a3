/** The answers of the page that announces an activity: read, shown again, and carried through the check page. */
import { html } from 'hono/html';
import { dayInChina, isDay } from '#shared/day.ts';
import type { Typed } from '#platform/http/forms.ts';
import type { Html } from '#ui/portal/page.ts';
import { checkField, choiceField, lineField, textField } from '#ui/portal/parts.ts';
import { ACTIVITY_KINDS } from '../contract/kinds.ts';
import { type Occasion, OCCASION_LIMITS, type OccasionInput, occasionInputSchema } from '../contract/occasion.ts';
import { ACTIVITY_THEMES } from '../contract/themes.ts';
import { clockOf } from '../server/public.ts';

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

export type Wrong = ReadonlyMap<string, string>;

/** @returns what is to be announced, or what is wrong by field */
export function readFields(typed: Typed): { input: OccasionInput } | { wrong: Wrong } {
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

/** What was announced, as it is typed. */
export function typedOccasion(occasion: Occasion): Typed {
  const { title, theme, kind, about, venue, capacity, guidedBy, coHosts, isMajor } = occasion;
  const [startsAt, endsAt, until] = [new Date(occasion.startsAt), new Date(occasion.endsAt), new Date(occasion.signUpUntil)];
  const [day, lastDay] = [dayInChina(startsAt), dayInChina(endsAt)];
  return {
    title,
    theme,
    kind: kind ?? '',
    about,
    venue,
    day,
    from: clockOf(startsAt),
    to: clockOf(endsAt),
    lastDay: lastDay === day ? '' : lastDay,
    signUpDay: until.getTime() === startsAt.getTime() ? '' : dayInChina(until),
    capacity: capacity === null ? '' : String(capacity),
    guidedBy: guidedBy ?? '',
    coHosts: coHosts.join('\n'),
    isMajor: isMajor ? 'yes' : '',
  };
}

/** 9:30, 09：30, 0930 → 09:30 */
function readTime(typed: string): string | undefined {
  const [, hours = '', minutes = ''] = /^([01]?\d|2[0-3]):?([0-5]\d)$/.exec(typed.normalize('NFKC').replaceAll(' ', '')) ?? [];
  return hours === '' ? undefined : `${hours.padStart(2, '0')}:${minutes}`;
}

export function announceFields(typed: Typed, wrong: Wrong): Html {
  const look = (name: FieldName, hint?: string, optional = false) => ({
    name,
    label: optional ? `${FIELD_LABELS[name]}（可以不填）` : FIELD_LABELS[name],
    value: typed[name] ?? '',
    hint,
    wrong: wrong.get(name),
  });
  return html`${lineField(look('title'), { most: OCCASION_LIMITS.title })}
${textField(look('about', '居民在网上会看到。请不要写个人的电话和证件号。'), OCCASION_LIMITS.about)}
${lineField(look('venue', '写到门牌或房间，老人好找。'), { most: OCCASION_LIMITS.venue })}
${lineField(look('day'), { type: 'date', isShort: true })}
${lineField(look('from', '例如 09:30'), { most: 5, isShort: true })}
${lineField(look('to', '例如 11:30'), { most: 5, isShort: true })}
${lineField(look('lastDay', '当天结束的不填。', true), { type: 'date', isShort: true })}
${lineField(look('signUpDay', '不填就一直报到活动开始。', true), { type: 'date', isShort: true })}
${lineField(look('capacity', '满了以后来报名的人自动候补；不限就留空。', true), { inputMode: 'numeric', most: 6, isShort: true })}
${choiceField(
  look('theme'),
  ACTIVITY_THEMES.map((value) => ({ value, label: value })),
)}
${kindField(typed['kind'] ?? '', wrong.get('kind'))}
${lineField(look('guidedBy', '例如社区党组织、居委会', true), { most: OCCASION_LIMITS.guidedBy })}
${textField(look('coHosts', '一行一个。几家一起办的，只由一家发布，人数只算一次。', true), 600)}
${checkField({ name: 'isMajor', label: '这是节庆、文化演出、体育竞赛、人员集会等重大活动，要事先向街道报告', value: typed['isMajor'] ?? '' })}`;
}

function kindField(value: string, wrong: string | undefined): Html {
  const themes = [...Map.groupBy(ACTIVITY_KINDS, ({ theme }) => theme)];
  return html`<div class="${wrong ? 'wrong' : ''}"><label for="kind">${FIELD_LABELS.kind}（可以不选）</label>${wrong ? html`<p class="wrong-text">${wrong}</p>` : ''}
<select id="kind" name="kind"><option value="">不选</option>${themes.map(
    ([theme, kinds]) =>
      html`<optgroup label="${theme}">${[...new Set(kinds.map(({ kind }) => kind))].map((kind) => html`<option value="${kind}"${kind === value ? html` selected` : ''}>${kind}</option>`)}</optgroup>`,
  )}</select></div>`;
}
