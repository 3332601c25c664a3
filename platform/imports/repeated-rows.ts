/** Which rows of one sheet mean the same record: by their natural key, or by the stored record they were matched with. */

export interface RowClaim {
  row: number;
  /** natural key; undefined while incomplete */
  key: string | undefined;
  /** equal for rows that read the same */
  digest: string;
  /** stored record named by code or found by the whole key */
  record: number | undefined;
  /** stored record that may be meant when no other row claims it */
  maybe: number | undefined;
  /** it names its record by code and would give it another key, which other rows may bear */
  changesKey?: boolean;
}

/** One claim for most keys; a list only where rows meet, so that 100,000 rows stay small. */
type Claims<K> = Map<K, RowClaim | RowClaim[]>;

export class RepeatedRows {
  readonly #byKey: Claims<string> = new Map();
  readonly #byRecord: Claims<number> = new Map();
  readonly #byMaybe: Claims<number> = new Map();
  readonly #recordOf = new Map<number, number>();
  #meet = false;

  add(claim: RowClaim): void {
    if (claim.key !== undefined) this.#meet = join(this.#byKey, claim.key, claim) || this.#meet;
    if (claim.record !== undefined) this.#claim(claim.record, claim);
    else if (claim.maybe !== undefined) {
      join(this.#byMaybe, claim.maybe, claim);
      this.#meet = true;
    }
    if (claim.changesKey) this.#meet = true;
  }

  #claim(record: number, claim: RowClaim): void {
    this.#meet = join(this.#byRecord, record, claim) || this.#meet;
    this.#recordOf.set(claim.row, record);
  }

  /** Whether what one row means depends on others: rows of one key or record, a record that may be meant, a key that passes to another record. */
  get meet(): boolean {
    return this.#meet;
  }

  /**
   * To be called once all rows are in: a record claimed by nobody else goes to the rows of one key that may mean it, and a record
   * that one row names by its code is meant by the rows that read the same.
   */
  settle(): void {
    for (const group of this.#byKey.values()) if (Array.isArray(group) && readTheSame(group)) this.#shareRecord(group);
    for (const [record, group] of this.#byMaybe) {
      const claims = [group].flat();
      const isFree = !this.#byRecord.has(record) && new Set(claims.map(({ key }) => key)).size === 1;
      if (isFree) for (const claim of claims) this.#claim(record, claim);
    }
  }

  #shareRecord(group: readonly RowClaim[]): void {
    const record = group.find((claim) => claim.record !== undefined)?.record;
    if (record === undefined) return;
    for (const claim of group) if (claim.record === undefined) this.#claim(record, claim);
  }

  /** The stored record that a row updates; undefined for a new one. */
  recordOf(row: number): number | undefined {
    return this.#recordOf.get(row);
  }

  holdsKey(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** Rows of one key or record that differ: none of them can be written. Row → all rows of its group. */
  differing(): Map<number, readonly number[]> {
    const result = new Map<number, readonly number[]>();
    for (const group of this.#groups()) {
      const rows = rowsOf(group);
      if (!readTheSame(group)) for (const row of rows) result.set(row, rows);
    }
    return result;
  }

  /** Rows that only repeat an earlier one. */
  repeats(): Set<number> {
    return new Set([...this.#groups()].filter(readTheSame).flatMap((group) => rowsOf(group).slice(1)));
  }

  *#groups(): Generator<RowClaim[]> {
    for (const group of this.#byKey.values()) if (Array.isArray(group)) yield group;
    for (const group of this.#byRecord.values()) if (Array.isArray(group)) yield group;
  }
}

/** In the order of the sheet, whatever the order in which they were recognized. */
function rowsOf(group: readonly RowClaim[]): number[] {
  return group.map(({ row }) => row).sort((one, other) => one - other);
}

/** @returns whether others are there already */
function join<K>(claims: Claims<K>, name: K, claim: RowClaim): boolean {
  const known = claims.get(name);
  if (Array.isArray(known)) known.push(claim);
  else claims.set(name, known ? [known, claim] : claim);
  return known !== undefined;
}

/** Two stored records that would bear one key are no repetition, even if the rows read the same. */
function readTheSame(group: readonly RowClaim[]): boolean {
  const records = new Set(group.map(({ record }) => record).filter((record) => record !== undefined));
  return new Set(group.map(({ digest }) => digest)).size === 1 && records.size <= 1;
}
