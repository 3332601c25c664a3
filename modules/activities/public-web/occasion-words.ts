import { html } from 'hono/html';
import { dayInChina, dayInWords } from '#shared/day.ts';
import type { Html } from '#ui/portal/page.ts';
import { clockOf, timeInWords } from '../server/public.ts';

/** 2023年6月10日 09:00 至 11:30 */
export function spanInWords(startsAt: Date, endsAt: Date): string {
  const until = dayInChina(startsAt) === dayInChina(endsAt) ? clockOf(endsAt) : timeInWords(endsAt);
  return `${timeInWords(startsAt)} 至 ${until}`;
}

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

/** 6月10日 星期六 */
export function dayWithWeekday(at: Date): string {
  const day = dayInChina(at);
  return `${dayInWords(day)} ${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''}`;
}

export interface Places {
  capacity: number | null;
  taken: number;
  waiting: number;
}

export function placesInWords({ capacity, taken, waiting }: Places): string {
  if (capacity === null) return taken === 0 ? '名额不限' : `名额不限，已有 ${taken} 人报名`;
  const left = Math.max(0, capacity - taken);
  if (left > 0) return `${capacity} 个名额，还剩 ${left} 个`;
  return `${capacity} 个名额已满${waiting > 0 ? `，${waiting} 人候补` : '，可以候补'}`;
}

export function fact(name: string, value: string | Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
