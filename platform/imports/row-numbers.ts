import type { Transaction } from '../db/database.ts';
import { nextRecordIds } from '../db/record-ids.ts';

/** Numbers for the new records of an import, drawn while the database is asked anyway. Few are left over. */
export class RowNumbers {
  readonly #tx: Transaction;
  #spare: number[] = [];
  /** the last rows were new, so the next ones are likely to be */
  #areNew = false;

  constructor(tx: Transaction) {
    this.#tx = tx;
  }

  /** To be asked with other questions about the next rows. */
  async drawAhead(count: number): Promise<void> {
    if (this.#areNew && this.#spare.length < count) this.#spare.push(...(await nextRecordIds(this.#tx, 0, count)));
  }

  async take(count: number): Promise<number[]> {
    this.#areNew = count > 0;
    if (this.#spare.length < count) this.#spare.push(...(await nextRecordIds(this.#tx, 0, count - this.#spare.length)));
    return this.#spare.splice(0, count);
  }

  /** What was taken for rows that were not written. */
  giveBack(numbers: readonly number[]): void {
    this.#spare.push(...numbers);
  }
}
