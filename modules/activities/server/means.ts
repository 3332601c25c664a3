import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { AttendedOccasion } from './queries/list-check-ins.ts';
import type { Registers } from '#platform/registers/registers.ts';

/** What the composition root gives this module of others that it may not call. */
export interface ActivityMeans {
  registers: Registers;
  /** whether an account leads an organization now */
  leads(db: Database | Transaction, organizationId: number, accountId: string): Promise<boolean>;
  /** the organizations that whoever asks leads */
  listLed(context: Context): Promise<readonly { id: number; name: string }[]>;
  /** minutes of service of whoever came as a volunteer, now that nobody checks in any more */
  recordMinutes(tx: Transaction, context: Context, occasion: AttendedOccasion): Promise<void>;
  /** the telephone that whoever asks signed in with, in clear */
  phoneOf(context: Context): Promise<string | undefined>;
}
