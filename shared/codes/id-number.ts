/** Resident identity number, GB 11643 (ISO 7064 MOD 11-2). */
import { type Day, isInCalendar } from '../day.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

export type IdNumberResult = { valid: true } | { valid: false; reason: 'old' | 'length' | 'characters' | 'birth' | 'check' };

/**
 * An unknown division prefix is no error: codes were retired over the decades, and residents of Hong Kong, Macao and
 * Taiwan and foreigners have their own.
 * @param number upper-case, trimmed and folded; @param today nobody is born after it
 */
export function checkIdNumber(number: string, today: Day): IdNumberResult {
  if (/^\d{15}$/.test(number)) return { valid: false, reason: 'old' };
  if (number.length !== 18) return { valid: false, reason: 'length' };
  if (!/^\d{17}[\dX]$/.test(number)) return { valid: false, reason: 'characters' };
  if (idCheckCharacter(number.slice(0, 17)) !== number[17]) return { valid: false, reason: 'check' };
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  return isRealDay(birth) && birth <= today ? { valid: true } : { valid: false, reason: 'birth' };
}

/** 1900-02-29 is none; the samples of the standard are born in 1880. */
function isRealDay(day: string): boolean {
  return /^(18|19|20|21)\d{2}-(0[1-9]|1[0-2])-\d{2}$/.test(day) && isInCalendar(day);
}

/** The 18th character for the first 17. */
export function idCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0);
  return CHECK.charAt(sum % 11);
}
