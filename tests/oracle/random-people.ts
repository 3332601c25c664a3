/** People who do not exist. The identity numbers have a right check digit and a birth year nobody is left from. */
import type { RandomSource } from '#shared/random-source.ts';

const NAMES = ['王一', '李二', '张三', '刘四', '陈五', '杨六', '赵七', '黄八'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

export interface RandomPerson {
  name: string;
  idNumber: string;
}

export function syntheticIdNumber(district: string, birthDay: string, sequence: number): string {
  const body = `${district}${birthDay.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] ?? 0), 0);
  return `${body}${CHECK_DIGITS.charAt(sum % 11)}`;
}

/**
 * One of a few people who share names: two namesakes with different numbers, and one without any.
 * A name belongs either to people with numbers or to people without, so nobody is both.
 */
export function randomPerson(random: RandomSource): RandomPerson {
  const index = random.whole(0, NAMES.length - 1);
  const name = NAMES[index] ?? '王一';
  if (index >= 5) return { name, idNumber: '' };
  return { name, idNumber: syntheticIdNumber('410402', '1921-03-05', 10 + index + random.whole(0, 1) * 100) };
}
