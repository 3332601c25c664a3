import { expect, it } from 'vitest';
import { dayFromNumber, dayNumber, isDay } from './day.ts';

const two = (number: number) => String(number).padStart(2, '0');
const YEARS = Array.from({ length: 300 }, (_, index) => 1900 + index);
const MONTHS = Array.from({ length: 14 }, (_, month) => two(month));
const DAYS = [0, 1, 27, 28, 29, 30, 31, 32].map(two);

it('knows every day from 1900 to 2199, and no other', () => {
  const texts = YEARS.flatMap((year) => MONTHS.flatMap((month) => DAYS.map((day) => `${year}-${month}-${day}`)));
  expect(texts.filter((text) => isDay(text) !== (dayFromNumber(dayNumber(text)) === text))).toEqual([]);
  expect(['1899-12-31', '2200-01-01', '2023-2-01', ''].filter(isDay)).toEqual([]);
});
