import { type RawBuilder, sql } from 'kysely';
import type { FormulaNeeds } from '#engines/indicators/needs.ts';
import type { UnitLevel } from '#engines/indicators/formula.ts';
import type { CountedFact, Unit, World } from '#engines/indicators/world.ts';
import { spanOf } from '#engines/indicators/world.ts';
import { listUnits, listUnitsOfRanges } from '#modules/divisions/server/public.ts';
import { onOneConnection } from '#platform/db/asked-together.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isOneOf, rangeRows } from '#platform/db/few.ts';
import type { AttributeValue, FactExchange, FactSet } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, type KeyRange, NATION_KEY, onlyDistrict, rangeOf } from '#shared/division-code.ts';

/** `judge`: what judging looks at; `records`: also which record each fact is, to show it. */
export type LoadFor = 'judging' | 'records';

/** Units and facts of a stretch of today's tree, as far as the formulas look at them. */
export async function loadWorld(
  db: Database | Transaction,
  exchange: FactExchange,
  range: KeyRange,
  needs: readonly FormulaNeeds[],
  loadFor: LoadFor = 'judging',
): Promise<World> {
  return loadWorldOf(db, exchange, needs, { units: range, factsIn: () => [range], loadFor });
}

/** Several districts as one world, in as few statements as one takes. For formulas that look at no unit below them. */
export async function loadWorldOfDistricts(
  db: Database | Transaction,
  exchange: FactExchange,
  districts: readonly number[],
  needs: FormulaNeeds,
): Promise<World> {
  const ranges = stretchesOf(districts);
  const units = { from: Math.min(...ranges.map((range) => range.from)), to: Math.max(...ranges.map((range) => range.to)) };
  const world = await loadWorldOf(db, exchange, [needs], { units, factsIn: () => ranges, loadFor: 'judging' });
  const wanted = new Set(districts);
  return { ...world, units: world.units.filter((unit) => wanted.has(districtOf(unit.key))) };
}

/** Reading a neighbour or two along costs less than reading apart. */
const NEIGHBOURS = 4;

/** Districts as few ranges: those with hardly a code between them are read in one go. */
function stretchesOf(districts: readonly number[]): KeyRange[] {
  const stretches: KeyRange[] = [];
  for (const range of [...districts].sort((one, other) => one - other).map(districtRange)) {
    const last = stretches.at(-1);
    if (last && range.from - last.to <= NEIGHBOURS * 1e6) last.to = range.to;
    else stretches.push(range);
  }
  return stretches;
}

/** The world of a township or community; partners of linked facts are looked up in its whole district. */
export async function loadWorldBelowDistrict(
  db: Database | Transaction,
  exchange: FactExchange,
  range: KeyRange,
  needs: readonly FormulaNeeds[],
  loadFor: LoadFor = 'judging',
): Promise<World> {
  const township = spanOf(range.from - (range.from % 1000));
  const district = districtRange(districtOf(range.from));
  const linked = new Set(needs.flatMap((need) => [...need.linkedSets]));
  return loadWorldOf(db, exchange, needs, { units: township, factsIn: (set) => [linked.has(set) ? district : township], loadFor });
}

/** Just what judging some divisions of a measure looks at: each unit with its own facts, or the facts at a record's division. */
export async function loadWorldOfUnits(db: Database | Transaction, exchange: FactExchange, divs: readonly number[], needs: FormulaNeeds): Promise<World> {
  const exact = divs.map((div) => ({ from: div, to: div + 1 }));
  const whole = withoutNested(divs.map(pieceOf));
  const reaching = withoutNested([...whole, ...divs.map((div) => div - (div % 1000)).map((township) => ({ from: township, to: township + 1 }))]);
  const districts = withoutNested(divs.map((div) => districtRange(districtOf(div))));
  const factsIn = (set: string) => {
    const reach = needs.linkedSets.has(set) ? 'district' : needs.looksBelow ? 'within' : needs.reach.get(set);
    return reach === 'district' ? districts : reach === 'unit' ? exact : reach === 'reaching' ? reaching : whole;
  };
  return loadWorldOf(db, exchange, [needs], { units: needs.looksBelow ? whole : exact, factsIn, loadFor: 'judging' });
}

/** Facts of a district's own unit lie in the district; a township or community has its own stretch. */
function pieceOf(div: number): KeyRange {
  return div % 1e6 === 0 ? districtRange(districtOf(div)) : spanOf(div);
}

/** Some townships of a district, for measures that are made of such pieces. */
export async function loadWorldOfPieces(
  db: Database | Transaction,
  exchange: FactExchange,
  pieces: readonly number[],
  needs: readonly FormulaNeeds[],
  loadFor: LoadFor = 'judging',
): Promise<World> {
  const ranges = pieces.map((piece) => ({ from: piece, to: piece + 1000 }));
  return loadWorldOfRanges(db, exchange, ranges, needs, loadFor);
}

/** Stretches apart from each other as one world, in as few statements as one takes. */
export async function loadWorldOfRanges(
  db: Database | Transaction,
  exchange: FactExchange,
  ranges: readonly KeyRange[],
  needs: readonly FormulaNeeds[],
  loadFor: LoadFor = 'judging',
): Promise<World> {
  return loadWorldOf(db, exchange, needs, { units: ranges, factsIn: () => ranges, loadFor });
}

/** Ranges nested in others, or named twice, are dropped, so that no unit or fact is loaded twice. */
export function withoutNested(ranges: readonly KeyRange[]): KeyRange[] {
  const sorted = [...ranges].sort((one, other) => one.from - other.from || other.to - one.to);
  const kept: KeyRange[] = [];
  for (const range of sorted) if (range.to > (kept.at(-1)?.to ?? -1)) kept.push(range);
  return kept;
}

interface Stretch {
  units: KeyRange | readonly KeyRange[];
  factsIn(set: string): readonly KeyRange[];
  loadFor: LoadFor;
}

/** All its statements go to the database in one write. */
function loadWorldOf(db: Database | Transaction, exchange: FactExchange, needs: readonly FormulaNeeds[], stretch: Stretch): Promise<World> {
  return onOneConnection(db, (own) => readWorld(own, exchange, needs, stretch));
}

async function readWorld(db: Database | Transaction, exchange: FactExchange, needs: readonly FormulaNeeds[], stretch: Stretch): Promise<World> {
  const wanted = [...attributesBySet(needs)];
  const counted = new Set(needs.flatMap((need) => [...need.countedSets]));
  const columnsFor = (name: string) => (stretch.loadFor === 'records' || counted.has(name) ? COUNTED : JUDGED);
  const [units, elsewhere, ...facts] = await Promise.all([
    unitsOf(db, needs, stretch.units),
    loadElsewhere(db, needs),
    ...wanted.map(([name, attributes]) => loadFacts(db, factSet(exchange, name), attributes, columnsFor(name), stretch.factsIn(name))),
  ]);
  return { units, elsewhere, facts: new Map(wanted.map(([name], index) => [name, facts[index] ?? []])) };
}

async function unitsOf(db: Database | Transaction, needs: readonly FormulaNeeds[], places: Stretch['units']): Promise<Unit[]> {
  const levels = [...new Set(needs.flatMap((need) => [...need.unitLevels]))];
  if (levels.length === 0) return [];
  return 'from' in places ? listUnits(db, { range: places, levels }) : listUnitsOfRanges(db, places, levels);
}

/** Every set that some formula reads, with the attributes any of them looks at. */
export function attributesBySet(needs: readonly FormulaNeeds[]): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  for (const [name, attributes] of needs.flatMap((need) => [...need.sets])) sets.set(name, (sets.get(name) ?? new Set()).union(attributes));
  return sets;
}

/** @throws when a formula names facts that no module offers */
export function factSet(exchange: FactExchange, name: string): FactSet {
  const set = exchange.sets.get(name);
  if (!set) throw new Error(`no module offers the facts ${name}`);
  return set;
}

/** Units of a range in today's tree, or in that of a day, in order of key. */
export async function loadUnits(db: Database | Transaction, range: KeyRange, onDay?: Day): Promise<Unit[]> {
  return listUnits(db, { range, onDay: onDay ?? null });
}

/** The facts of one set in some ranges, sorted by division. */
async function loadFacts(
  db: Database | Transaction,
  set: FactSet,
  attributes: ReadonlySet<string>,
  columns: readonly string[],
  ranges: readonly KeyRange[],
): Promise<CountedFact[]> {
  const names = namesOf(set, attributes);
  const rows = await selectRows(db, set, names, columns, ranges);
  return rows.map((row) => factOf(row, names)).sort((one, other) => one.div - other.div);
}

/** A fact with the division it was recorded at, for placing it within the boundaries of another day. */
export interface PlacedFact {
  fact: CountedFact;
  recordedDiv: number;
}

interface FactRow {
  div: number;
  recorded_div: number;
  begins: string;
  ends: string | null;
  subject: string;
  quantity?: number;
  record_id?: number;
  [attribute: string]: AttributeValue | undefined;
}

const JUDGED = ['div', 'begins', 'ends', 'subject'];
const COUNTED = [...JUDGED, 'quantity', 'record_id'];

export async function loadPlacedFacts(db: Database | Transaction, set: FactSet, attributes: ReadonlySet<string>, range: KeyRange): Promise<PlacedFact[]> {
  const names = namesOf(set, attributes);
  const rows = await selectRows(db, set, names, [...COUNTED, 'recorded_div'], [range]);
  return rows.map((row) => ({ fact: factOf(row, names), recordedDiv: row.recorded_div }));
}

/**
 * What some records prove at a division, in one statement for all sets, as a world without units: for sets whose facts come from one
 * record each.
 */
export async function loadFactsOfRecords(
  tx: Transaction,
  exchange: FactExchange,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  { place, records }: { place: number; records: readonly number[] },
): Promise<World> {
  const range = { from: place, to: place + 1 };
  const parts = [...wanted].map(([name, attributes]) => {
    const set = factSet(exchange, name);
    const pairs = namesOf(set, attributes).map(([attribute, column]) => sql`${attribute}::text, ${sql.ref(`f.${column}`)}`);
    return sql`select ${name}::text as set, f.div, f.begins, f.ends, f.subject, f.quantity, f.record_id, jsonb_build_object(${sql.join(pairs)}) as attributes
      from ${placesOf([range])} cross join lateral (${set.select({ rows: 'place' })}) f where ${isOneOf(sql`f.record_id`, records, 'bigint')}`;
  });
  const { rows } = await sql<OwnFact>`${sql.join(parts, sql` union all `)}`.execute(tx);
  const facts = Map.groupBy(rows, (row) => row.set);
  return { units: [], elsewhere: new Map(), facts: new Map([...facts].map(([set, all]) => [set, all.map(ownFactOf)])) };
}

type OwnFact = Omit<CountedFact, 'recordId'> & { set: string; record_id: number };

function ownFactOf({ div, begins, ends, subject, quantity, record_id: recordId, attributes }: OwnFact): CountedFact {
  return { div, begins, ends, subject, quantity, recordId, attributes };
}

type AttributeNames = readonly (readonly [attribute: string, column: string])[];

function namesOf(set: FactSet, attributes: ReadonlySet<string>): AttributeNames {
  return [...attributes].map((name) => [name, columnOf(set, name)] as const);
}

/**
 * Only what is looked at is selected: every value costs its way through the driver, and the database leaves out what costs most
 * (the names of thousands of groups).
 */
async function selectRows(
  db: Database | Transaction,
  set: FactSet,
  names: AttributeNames,
  columns: readonly string[],
  ranges: readonly KeyRange[],
): Promise<FactRow[]> {
  const selected = sql.raw([...columns, ...names.map(([, column]) => column)].map((column) => `f."${column}"`).join(', '));
  if (ranges.every(liesInOneDistrict) && (ranges.length > 1 || ranges.every(isSmall))) {
    const { rows } = await sql<FactRow>`
      select ${selected} from ${placesOf(ranges)} cross join lateral (${set.select({ rows: 'place', district: onlyDistrict(ranges.map(({ from }) => districtOf(from))) })}) f`.execute(
      db,
    );
    return rows;
  }
  const parts = ranges.map((range) => sql`(${set.select(range)})`);
  const { rows } = await sql<FactRow>`select ${selected} from (${sql.join(parts, sql` union all `)}) f`.execute(db);
  return rows;
}

/** Ranges as rows to select facts of. */
function placesOf(ranges: readonly KeyRange[]): RawBuilder<unknown> {
  return sql`(select (low / 1000000)::int as district, low, high from ${rangeRows(ranges)} as r (low, high)) as place`;
}

/** A township or less. A whole district is read by a plan for its size. */
function isSmall({ from, to }: KeyRange): boolean {
  return to - from <= 1000;
}

function liesInOneDistrict(range: KeyRange): boolean {
  return districtOf(range.from) === districtOf(range.to - 1);
}

function factOf(row: FactRow, names: AttributeNames): CountedFact {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, column] of names) attributes[name] = row[column] ?? null;
  return { div: row.div, begins: row.begins, ends: row.ends, subject: row.subject, quantity: row.quantity ?? 1, recordId: row.record_id ?? 0, attributes };
}

function columnOf(set: FactSet, attribute: string): string {
  if (!Object.hasOwn(set.attributes, attribute)) throw new Error(`the facts ${set.name} have no attribute ${attribute}`);
  return attribute.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Counted units of the levels that attribute tests name (a pairing with another counted county). */
export async function loadElsewhere(
  db: Database | Transaction,
  needs: readonly FormulaNeeds[],
  onDay?: Day,
): Promise<ReadonlyMap<UnitLevel, ReadonlySet<number>>> {
  const byLevel = new Map<UnitLevel, Set<number>>();
  const wanted = new Map(needs.flatMap((need) => need.elsewhere).map((one) => [`${one.level} ${one.within ?? ''}`, one]));
  for (const { level, within } of wanted.values()) {
    const range = within ? spanOf(Number(within)) : rangeOf(NATION_KEY, 'nation');
    const keys = byLevel.get(level) ?? new Set<number>();
    for (const unit of await listUnits(db, { range, level, countedOnly: true, onDay: onDay ?? null })) keys.add(unit.key);
    byLevel.set(level, keys);
  }
  return byLevel;
}

/** The stretch to load for a counter row: the district, or the whole subtree for units above the county that look below. */
export function rangeForRow(district: number, needs: FormulaNeeds): KeyRange {
  const key = district * 1e6;
  return needs.wideLevels.has(levelByDigits(key)) ? spanOf(key) : districtRange(district);
}

export function districtRange(district: number): KeyRange {
  return { from: district * 1e6, to: (district + 1) * 1e6 };
}

/** Level of a district's key by its zeros; a city without counties reads as a city. */
function levelByDigits(key: number): UnitLevel {
  if (key === NATION_KEY) return 'nation';
  if (key % 1e10 === 0) return 'province';
  return key % 1e8 === 0 ? 'city' : 'county';
}

/** The rows of cities, provinces and the nation whose wide figures hang on a district. */
export function wideRowsAbove(district: number, needs: readonly FormulaNeeds[]): number[] {
  const levels = new Set(needs.flatMap((need) => [...need.wideLevels]));
  const key = district * 1e6;
  const above: [UnitLevel, number][] = [
    ['city', key - (key % 1e8)],
    ['province', key - (key % 1e10)],
    ['nation', NATION_KEY],
  ];
  return above.filter(([level, ancestor]) => levels.has(level) && ancestor !== key).map(([, ancestor]) => districtOf(ancestor));
}
