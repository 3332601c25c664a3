import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Registers } from '#platform/registers/registers.ts';

/** Money that somebody holds for an organization. A module for custody offers one; until then there is none. */
export interface HeldMoney {
  holder: string;
  /** in fen */
  fen: number;
}
export type HeldMoneyPort = (db: Database | Transaction, organizationId: number) => Promise<readonly HeldMoney[]>;

/** Somebody who may take over a desk. */
export interface Colleague {
  id: string;
  name: string;
  division: number;
  mayHandle: boolean;
}

/** As one picks them: by name and office, sent by account name. */
export interface Taker extends Colleague {
  account: string;
  office: string;
}

/** How much work waits, for everybody of the offices of a kind at a division. */
export interface OfficeNotice {
  office: 'committee' | 'street' | 'civilAffairs';
  /** key of the division */
  place: number;
  /** where there is none, the nearest one above */
  orAbove: boolean;
  body: string;
}

/** What the composition root gives this module of others that it may not call. */
export interface FilingMeans {
  registers: Registers;
  heldMoney: readonly HeldMoneyPort[];
  /** by account name */
  findColleague(context: Context, account: string): Promise<Colleague | undefined>;
  /** of an account, in its office or bureau; without itself */
  listColleagues(context: Context, accountId: string): Promise<Taker[]>;
  /** among the notices of everybody there */
  tellOffices(tx: Transaction, context: Context, notice: OfficeNotice): Promise<void>;
  /** notes that an account leads an organization from now on; accounts of offices, whose posts say it, are left alone */
  nameLeader(tx: Transaction, context: Context, leader: { accountId: string; div: number; organizationId: number }): Promise<void>;
}
