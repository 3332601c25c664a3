/** What the product holds about one person, put together from what each module with personal data declares. */
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';

/** The person whose data are asked for: always whoever acts, never somebody named in a request. */
export interface DataSubject {
  accountId: string;
  /** blind indexes of the telephone the person signed in with, as registers keep them */
  indexes: readonly string[];
}

/** Data of one kind, as the person may read and take them along. */
export interface OwnDataSet {
  title: string;
  /** why it is held and on which ground, in a sentence */
  why: string;
  keptFor: string;
  columns: readonly string[];
  rows: readonly (readonly (string | null)[])[];
  /** whether there is more than was asked for */
  hasMore: boolean;
}

export interface OwnDataPart {
  /** how the person signs in, which no copy holds (ADR 0160): read where it is written */
  isNotCopied?: true;
  /** @param most rows of each set */
  read(context: Context, subject: DataSubject, most: number): Promise<OwnDataSet[]>;
  /** what stands in the way of closing the account, in plain words, each with what to do */
  unsettled(context: Context, subject: DataSubject): Promise<string[]>;
  /** a consent was taken back, or the account is being closed: what was kept for it goes, within the same transaction. @param purpose of `contract/purposes.ts` */
  forget?(tx: Transaction, accountId: string, purpose: string): Promise<void>;
}

/** One row more than asked for says that there is more. */
export function cutAt<T>(rows: readonly T[], most: number): { shown: readonly T[]; hasMore: boolean } {
  return { shown: rows.slice(0, most), hasMore: rows.length > most };
}
