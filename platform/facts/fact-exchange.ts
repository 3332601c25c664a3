/**
 * Where registers and counters meet. A register declares the facts it offers (`server/facts.ts`) and says which
 * districts a write touched; the counters of `modules/indicators` recount there in the same transaction.
 * Neither side knows the other: a new register is counted without a change here.
 */
import type { RawBuilder } from 'kysely';
import type { KeyRange } from '#shared/division-code.ts';
import type { RangesInRows } from '../access/jurisdiction.ts';
import type { Day } from '#shared/day.ts';
import type { Database, Transaction } from '../db/database.ts';
import { findWhereTheyLie } from '../db/moved-records.ts';
import type { DivisionFollower } from './division-follower.ts';
import type { LocatedTable } from './located-tables.ts';

export type AttributeValue = string | number | boolean | null | readonly string[];

/** One fact with its time in force: `begins <= day < ends`; an event never ends. */
export interface Fact {
  div: number;
  /** the division as it was recorded, for counting within the boundaries of a past day */
  recordedDiv: number;
  begins: Day;
  ends: Day | null;
  /** what counts once: an object, a person */
  subject: string;
  quantity: number;
  /** id of the record that proves the fact, with its register */
  recordId: number;
  attributes: Record<string, AttributeValue>;
}

export interface FactSet {
  name: string;
  /** Chinese name for people */
  label: string;
  /** the register (sheet) whose records prove the facts */
  register: string;
  /** attribute → Chinese name */
  attributes: Record<string, string>;
  /**
   * Of several facts of one division that agree in these attributes, the latest decides: it ends those before it. The SELECT
   * gives them that way for today's divisions; within the boundaries of a past day the reader ends them anew.
   */
  latestOf?: readonly string[];
  /** Each fact comes from its record alone, whose id is the subject: a new record changes no fact of another. */
  isOfOneRecord?: boolean;
  /**
   * SELECT of columns `div, recorded_div, begins, ends, subject, quantity, record_id` and one column per attribute
   * (its name in snake_case), for the rows whose district and div lie in the range. Must use an index on (district, div).
   */
  select(range: KeyRange | RangesInRows): RawBuilder<unknown>;
  /** SELECT of columns `id, name` (what people call the record) for those records that lie in these districts */
  recordNames(districts: readonly number[], ids: readonly number[]): RawBuilder<unknown>;
}

/** What people call some records of a set, wherever they lie. */
export async function namesOfRecords(db: Database | Transaction, set: FactSet, ids: readonly number[]): Promise<Map<number, string>> {
  const found = await findWhereTheyLie(db, ids, async (districts, wanted) => {
    const { rows } = await set.recordNames(districts, wanted).execute(db);
    return rows as { id: number; name: string }[];
  });
  return new Map([...found].map(([id, { name }]) => [id, name]));
}

/** Called in the transaction of a write. @returns what is still to be done behind the locks that it took */
export interface FactListener {
  (tx: Transaction, change: FactChange): Promise<FinishCounting | void>;
  /** Reads what it will need whatever changes, so that it goes down with the statements of the writer. Asked when the places are held. */
  lookAhead?(tx: Transaction): Promise<void>;
}

export type FinishCounting = () => Promise<void>;

export interface FactChange {
  /** names of the fact sets whose records changed */
  sets: readonly string[];
  /** six-digit districts whose facts changed, before or after */
  districts: readonly number[];
  /** all divisions whose facts changed, before or after, if the writer knows them: then a large district need not be recounted whole */
  places?: readonly number[] | undefined;
  /** ids, if the change is that these records are new: then figures grow by what these add, and nothing else is recounted */
  added?: readonly number[] | undefined;
  today: Day;
}

export interface FactExchange {
  sets: ReadonlyMap<string, FactSet>;
  /** tables whose rows follow when divisions move, merge or split */
  tables: readonly LocatedTable[];
  /** what goes along in a way of its own */
  followers: readonly DivisionFollower[];
  /** Tells the counters. Writers of many rows call it once at the end with all districts. */
  changed(tx: Transaction, change: FactChange): Promise<void>;
  /** The same in two steps, between which the writer may ask more of the database: the counters' locks are held after the first. */
  begin(tx: Transaction, change: FactChange): Promise<FinishCounting>;
  /** For a writer who will tell of one change soon: the counters read ahead. */
  lookAhead(tx: Transaction): Promise<void>;
}

/** Composition root: all fact sets of the product, whoever listens, and the tables that hold them. */
export function createFactExchange(
  sets: readonly FactSet[],
  listeners: readonly FactListener[],
  tables: readonly LocatedTable[] = [],
  followers: readonly DivisionFollower[] = [],
): FactExchange {
  const byName = new Map(sets.map((set) => [set.name, set]));
  if (byName.size !== sets.length) throw new Error('two fact sets share a name');
  const begin = async (tx: Transaction, change: FactChange): Promise<FinishCounting> => {
    const rest: FinishCounting[] = [];
    for (const listener of listeners) rest.push((await listener(tx, change)) ?? (async () => undefined));
    return async () => {
      for (const finish of rest) await finish();
    };
  };
  return {
    sets: byName,
    tables,
    followers,
    begin,
    changed: async (tx, change) => (await begin(tx, change))(),
    async lookAhead(tx) {
      await Promise.all(listeners.map((listener) => listener.lookAhead?.(tx)));
    },
  };
}
