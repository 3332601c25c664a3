import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import type { DivisionMoves } from './located-tables.ts';

/** What an operation on divisions means for whatever lies at them. */
export interface FollowedChange {
  moves: DivisionMoves;
  /** closed divisions that go on whole under another key, with nothing added: the others are part of something wider now */
  goesOn: ReadonlySet<number>;
}

/**
 * What lies at divisions and cannot be carried as rows alone: its names are unique at a place, it knows a level, or somebody
 * agreed to it for one place only. Counted in the preview of an operation, followed in its transaction.
 */
export interface DivisionFollower {
  /** Chinese name, for people */
  label: string;
  /** how many lie at these divisions themselves and are in use */
  count(tx: Transaction, context: Context, keys: readonly number[]): Promise<number>;
  follow(tx: Transaction, context: Context, change: FollowedChange): Promise<void>;
}
