import { dayFromNumber, dayNumber } from '#shared/day.ts';

export type DateSystem = '1900' | '1904';

const EPOCH_1904 = dayNumber('1904-01-01');
/** Serial 1 is 1900-01-01; from 61 on Excel counts a 1900-02-29 that never was. */
const EPOCH_1900 = dayNumber('1899-12-31');
const LEAP_BUG_SERIAL = 60;
const LAST_SERIAL = 2_958_465;
/** Computed midnights fall short by rounding; Excel shows them as the next day. */
const ROUNDING = 1e-6;

/**
 * The day of an Excel serial number, its time of day dropped.
 * @returns undefined for numbers that are no day: below 1, beyond 9999. Serial 60 gives `1900-02-29`, as Excel
 * shows it, which every later check of days refuses: the cell needs a person.
 */
export function dayOfSerial(serial: number, system: DateSystem): string | undefined {
  const whole = Math.floor(serial + ROUNDING);
  if (!Number.isFinite(whole) || whole > LAST_SERIAL || whole < (system === '1904' ? 0 : 1)) return undefined;
  if (system === '1904') return dayFromNumber(EPOCH_1904 + whole);
  if (whole === LEAP_BUG_SERIAL) return '1900-02-29';
  return dayFromNumber(EPOCH_1900 + (whole > LEAP_BUG_SERIAL ? whole - 1 : whole));
}

/** The serial number of a real day in the 1900 system; undefined for days before 1900. */
export function serialOfDay(day: string): number | undefined {
  const whole = dayNumber(day) - EPOCH_1900;
  if (!(whole >= 1) || day > '9999-12-31') return undefined;
  return whole >= LEAP_BUG_SERIAL ? whole + 1 : whole;
}
