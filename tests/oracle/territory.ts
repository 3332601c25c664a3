/** The division list of `wotu divisions list --json`, walked by parent links only. */

export type Level = 'nation' | 'province' | 'city' | 'county' | 'township' | 'community';

export interface Division {
  code: string;
  name: string;
  level: Level;
  parent: string | null;
  kind: 'urban' | 'rural' | null;
  counted: boolean;
  alsoCounty: boolean;
  officialCodes: string[];
}

/** Former codes of a tree that changed: the list before the changes, and what took the place of each closed division. */
export interface Past {
  original: Territory;
  successors: ReadonlyMap<string, string>;
}

export class Territory {
  readonly divisions: readonly Division[];
  readonly #past: Past | undefined;
  readonly #byCode = new Map<string, Division>();
  readonly #chains = new Map<string, readonly string[]>();
  readonly #insides = new Map<string, readonly Division[]>();

  constructor(divisions: readonly Division[], past?: Past) {
    this.divisions = divisions;
    this.#past = past;
    for (const division of divisions) {
      for (const official of division.officialCodes) this.#byCode.set(official, division);
    }
    // a key of the platform's own wins over somebody else's official code
    for (const division of divisions) this.#byCode.set(division.code, division);
  }

  /** The division of a key or an official code; of a former code the one that took its place (readings 5). */
  at(code: string): Division {
    const division = this.#byCode.get(code) ?? this.#byCode.get(this.#successorOf(code));
    if (!division) throw new Error(`no division ${code}`);
    return division;
  }

  #successorOf(code: string): string {
    if (!this.#past) return code;
    let current = this.#past.original.at(code).code;
    for (let next = this.#past.successors.get(current); next !== undefined; next = this.#past.successors.get(current)) current = next;
    return current;
  }

  /** What a code meant when the records were written: two records that name the same place mean the same place for ever. */
  recorded(code: string): string {
    return (this.#past?.original ?? this).at(code).code;
  }

  /** A division's code and the codes of all above it, from itself up. */
  chain(code: string): readonly string[] {
    const start = this.at(code);
    const known = this.#chains.get(start.code);
    if (known) return known;
    const codes: string[] = [];
    for (let division: Division | undefined = start; division; division = this.#parentOf(division)) codes.push(division.code);
    this.#chains.set(start.code, codes);
    return codes;
  }

  #parentOf(division: Division): Division | undefined {
    return division.parent === null ? undefined : this.#byCode.get(division.parent);
  }

  isInside(code: string, root: string): boolean {
    return this.chain(code).includes(this.at(root).code);
  }

  sameDivision(one: string, other: string): boolean {
    return this.at(one).code === this.at(other).code;
  }

  /** The division of that level a place lies in or is, counted or not. */
  around(code: string, level: Level): Division | undefined {
    return this.chain(code)
      .map((above) => this.at(above))
      .find((division) => isOfLevel(division, level));
  }

  /** A division and everything below it, counted or not. */
  inside(root: string): readonly Division[] {
    const known = this.#insides.get(root) ?? this.divisions.filter((division) => this.isInside(division.code, root));
    this.#insides.set(root, known);
    return known;
  }

  /** Counted divisions of a level inside a root (readings 2 and 4). */
  units(level: Level, root: string): Division[] {
    return this.inside(root).filter((division) => division.counted && isOfLevel(division, level));
  }

  communities(kind: 'urban' | 'rural', root: string): Division[] {
    return this.units('community', root).filter((division) => division.kind === kind);
  }
}

/** A city that stands as a county itself is both (readings 4). */
function isOfLevel(division: Division, level: Level): boolean {
  return division.level === level || (level === 'county' && division.level === 'city' && division.alsoCounty);
}
