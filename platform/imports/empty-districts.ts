import { sql } from 'kysely';
import { districtOf } from '#shared/division-code.ts';
import type { Transaction } from '../db/database.ts';
import { type Draft, divisionOf } from '../registers/draft.ts';
import { homeColumn } from '../registers/table-layout.ts';
import type { SheetDefinition } from './sheet.ts';

/**
 * Districts in which a register had no record when a row first named them: nothing there can be the record that a row means, so nothing is
 * looked up (ADR 0146). What this import writes there itself is compared within the workbook.
 */
export class EmptyDistricts {
  readonly #tx: Transaction;
  readonly #definition: SheetDefinition;
  /** district → whether it was empty */
  readonly #known = new Map<number, boolean>();

  constructor(tx: Transaction, definition: SheetDefinition) {
    this.#tx = tx;
    this.#definition = definition;
  }

  /** To be called before anything is written for these rows. */
  async learn(drafts: readonly Draft[]): Promise<void> {
    const districts = new Set(drafts.map((draft) => this.#districtOf(draft)).filter((district) => district !== undefined));
    const unknown = [...districts].filter((district) => !this.#known.has(district));
    if (unknown.length === 0) return;
    await Promise.all(
      unknown.map(async (district) => {
        const { rows } = await sql<{ found: boolean }>`
          select exists (select 1 from ${sql.table(this.#definition.table)} t where t.district = ${district}) as found`.execute(this.#tx);
        this.#known.set(district, rows[0]?.found !== true);
      }),
    );
  }

  /** False for a row without a place of its own, or whose place is not known or outside the jurisdiction. */
  holds(draft: Draft): boolean {
    const district = this.#districtOf(draft);
    return district !== undefined && this.#known.get(district) === true;
  }

  /** Whether somebody else wrote there meanwhile: then rows may mean records that were not looked up. */
  async gotOthers(batchId: number): Promise<boolean> {
    const empty = [...this.#known].filter(([, isEmpty]) => isEmpty).map(([district]) => district);
    if (empty.length === 0) return false;
    const { rows } = await sql<{ found: boolean }>`
      select exists (select 1 from ${sql.table(this.#definition.table)} t
        where t.district = any(${empty}::int[]) and t.import_batch_id is distinct from ${batchId}) as found`.execute(this.#tx);
    return rows[0]?.found === true;
  }

  #districtOf(draft: Draft): number | undefined {
    const home = draft.isOutside ? undefined : homeColumn(this.#definition);
    const division = home && this.#definition.key.includes(home.field) ? divisionOf(draft, home.field) : undefined;
    return division && districtOf(division.key);
  }
}
