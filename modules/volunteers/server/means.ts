import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';

/** What the composition root gives this module of others that it may not call. */
export interface VolunteerMeans {
  /** notes that a person comes as a volunteer from now on */
  wearHat(tx: Transaction, context: Context, wearer: { accountId: number; div: number }): Promise<void>;
  /** and no longer does */
  takeOffHat(tx: Transaction, context: Context, wearer: { accountId: number }): Promise<void>;
  /** what the office at a division is called in documents, and what its numbers begin with */
  organAt(tx: Transaction, div: number): Promise<{ organ: string; code: string }>;
  /** the telephone that the person signs in with, in clear; undefined for an account of an office */
  phoneOf(tx: Transaction, context: Context, accountId: number): Promise<string | undefined>;
}
