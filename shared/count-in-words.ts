/** Measure words stand right behind a number; other units are things and take 个: 18家, 20个街道(乡镇). */
const MEASURES = new Set(['个', '家', '人', '人次', '次', '名', '支', '项', '场', '份', '元']);

/** @param number as it is written */
export function countInWords(number: string, unit: string): string {
  return MEASURES.has(unit) || unit === '' ? `${number}${unit}` : `${number}个${unit}`;
}
