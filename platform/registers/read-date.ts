import { type Day, isDay } from '#shared/day.ts';

const FORMS = [/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/, /^(\d{4})(年)(\d{1,2})月(\d{1,2})日$/];
const TIME_OF_DAY = /[ T]\d{1,2}:\d{2}(:\d{2})?$/;

/** `2023-05-01`, `2023-5-1`, `2023/05/01`, `2023.5.1`, `2023年5月1日`; a time of day is dropped. Undefined when it is no day. */
export function readDate(text: string): Day | undefined {
  const date = text.replace(TIME_OF_DAY, '').replaceAll('－', '-').replaceAll('／', '/').replaceAll('．', '.');
  const parts = FORMS.map((form) => form.exec(date)).find((match) => match !== null);
  if (!parts) return undefined;
  const day = `${parts[1]}-${parts[3]?.padStart(2, '0')}-${parts[4]?.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
