const SHOWN = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' });

/** An instant as people of China read it: 2023年11月20日 12:00. */
export function timeInWords(at: Date): string {
  return SHOWN.format(at);
}
