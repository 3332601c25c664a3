/** Days and instants as people read them. */
import { type Day, dayInChina, dayInWords, dayNumber } from '#shared/day.ts';

const CLOCK = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });

/** 2023年6月3日 14:20, in China. */
export function momentText(instant: string): string {
  const date = new Date(instant);
  return `${dayInWords(dayInChina(date))} ${CLOCK.format(date)}`;
}

/** `距截止还有 41 天`, `今天截止`, `截止已过 12 天`. */
export function countdownText(deadline: Day, asOf: Day): string {
  const days = dayNumber(deadline) - dayNumber(asOf);
  if (days === 0) return '今天截止';
  return days > 0 ? `距截止还有 ${days} 天` : `截止已过 ${-days} 天`;
}
