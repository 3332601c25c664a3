/** 90 → 1小时30分：stored in minutes, shown in hours. */
export function durationText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `${hours > 0 ? `${hours.toLocaleString('zh-CN')}小时` : ''}${rest > 0 || hours === 0 ? `${rest}分` : ''}`;
}
