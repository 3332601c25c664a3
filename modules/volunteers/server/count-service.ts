import type { Transaction } from '#platform/db/database.ts';
import { countIn, yearOf } from './figure-store.ts';
import { hasServedIn, type StoredService } from './service-store.ts';
import { findNamed } from './volunteer-store.ts';

/**
 * Counts a confirmed record where it took place, and the person at home once a year; or takes both back. Call it while the record is
 * not (or no longer) confirmed in the table, with the lock of `lockMinutesOf`: then the first and the last of a year are seen exactly.
 */
export async function countService(tx: Transaction, one: StoredService, sign: 1 | -1): Promise<void> {
  const year = yearOf(one.servedOn);
  await countIn(tx, one.div, year, { services: sign, minutes: sign * one.minutes });
  if (await hasServedIn(tx, one.volunteerId, year, one.id)) return;
  const volunteer = (await findNamed(tx, [one.volunteerId])).get(one.volunteerId);
  if (volunteer) await countIn(tx, volunteer.div, year, { served: sign });
}
