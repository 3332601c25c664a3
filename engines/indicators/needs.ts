/** What must be loaded to judge a formula. */
import type { Condition, FactSelection, FigureFormula, Link, UnitLevel, UnitSelection } from './formula.ts';

export interface FormulaNeeds {
  /** fact sets read, with the attributes looked at */
  sets: ReadonlyMap<string, ReadonlySet<string>>;
  /** sets whose facts are looked up in the whole district, wherever the fact lies that is linked to them */
  linkedSets: ReadonlySet<string>;
  /** sets whose facts are counted one by one, so that record and quantity of each matter */
  countedSets: ReadonlySet<string>;
  /** levels of units looked up beyond the district (a pairing's partner), with the division they lie in */
  elsewhere: readonly { level: UnitLevel; within: string | undefined }[];
  /** levels above the county whose units gather facts or units from their whole subtree */
  wideLevels: ReadonlySet<UnitLevel>;
  /** levels of the units judged or looked at; none where records are */
  unitLevels: ReadonlySet<UnitLevel>;
  /** where a unit's own facts lie, by set, linked ones apart */
  reach: ReadonlyMap<string, Reach>;
  /** whether judging a unit looks at units below it */
  looksBelow: boolean;
}

/** At the unit's own code, anywhere inside it, or also at the township of a community. */
export type Reach = 'unit' | 'within' | 'reaching';

const WIDE: readonly UnitLevel[] = ['nation', 'province', 'city'];
/** The engine's own: the township a fact lies in. */
const TOWNSHIP = 'township';

export function needsOf(formula: FigureFormula): FormulaNeeds {
  const selections = selectionsOf(formula);
  const links = linksOf(formula, selections);
  const tests = [...selections, ...links.map(({ link }) => link)].flatMap(({ where }) => Object.values(where ?? {}));
  const elsewhere = tests.flatMap((test) => (typeof test === 'object' && 'unit' in test ? [{ level: test.unit.level, within: test.unit.within }] : []));
  return {
    sets: setsOf(selections, links),
    linkedSets: new Set(links.map(({ link }) => link.facts)),
    countedSets: new Set(formula.kind === 'count' || formula.kind === 'records' ? [formula.of.facts] : []),
    elsewhere,
    wideLevels: wideLevelsOf(formula),
    unitLevels: new Set(unitSelectionsOf(formula).flatMap(({ level, holding }) => (holding ? [level, holding.level] : [level]))),
    reach: reachOf(formula, selections),
    looksBelow: unitSelectionsOf(formula).some(({ holding }) => holding) || ('having' in formula && 'units' in formula && hasEvery(formula.having)),
  };
}

const BY_WIDTH: readonly Reach[] = ['unit', 'within', 'reaching'];

function reachOf(formula: FigureFormula, selections: readonly FactSelection[]): Map<string, Reach> {
  const reach = new Map<string, Reach>();
  for (const { facts, at } of selections) {
    const wanted = formula.kind === 'records' ? 'unit' : (at ?? 'within');
    const known = reach.get(facts) ?? 'unit';
    reach.set(facts, BY_WIDTH.indexOf(wanted) > BY_WIDTH.indexOf(known) ? wanted : known);
  }
  return reach;
}

type AnyLink = Pick<Link, 'facts' | 'where' | 'on'>;

function linksOf(formula: FigureFormula, selections: readonly FactSelection[]): { from: string; link: AnyLink }[] {
  if (formula.kind === 'records') return [{ from: formula.of.facts, link: formula.having.count }];
  return selections.flatMap(({ facts, linkedTo }) => (linkedTo ? [{ from: facts, link: linkedTo }] : []));
}

function setsOf(selections: readonly FactSelection[], links: readonly { from: string; link: AnyLink }[]): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  const add = (set: string, attributes: readonly string[]) => {
    const known = sets.get(set) ?? new Set<string>();
    for (const attribute of attributes) if (attribute !== TOWNSHIP) known.add(attribute);
    sets.set(set, known);
  };
  for (const { facts, where, at } of selections) add(facts, [...Object.keys(where ?? {}), ...(at === 'reaching' ? ['coversBelow'] : [])]);
  for (const { from, link } of links) {
    add(from, Object.keys(link.on));
    add(link.facts, [...Object.keys(link.where ?? {}), ...Object.values(link.on)]);
  }
  return sets;
}

function selectionsOf(formula: FigureFormula): FactSelection[] {
  if (formula.kind === 'count' || formula.kind === 'average' || formula.kind === 'records') return [formula.of];
  return selectionsIn(formula.having);
}

function selectionsIn(condition: Condition): FactSelection[] {
  if ('any' in condition) return condition.any.flatMap(selectionsIn);
  if ('every' in condition) return selectionsIn(condition.having);
  return [condition.count];
}

function unitSelectionsOf(formula: FigureFormula): UnitSelection[] {
  switch (formula.kind) {
    case 'count':
    case 'records':
      return [];
    case 'average':
      return [formula.per];
    case 'lines':
      return [...formula.units, ...unitSelectionsIn(formula.having)];
    default:
      return [formula.units, ...unitSelectionsIn(formula.having)];
  }
}

function unitSelectionsIn(condition: Condition): UnitSelection[] {
  if ('any' in condition) return condition.any.flatMap(unitSelectionsIn);
  return 'every' in condition ? [condition.every, ...unitSelectionsIn(condition.having)] : [];
}

function wideLevelsOf(formula: FigureFormula): Set<UnitLevel> {
  if (formula.kind === 'count' || formula.kind === 'records') return new Set();
  if (formula.kind === 'average') return new Set(WIDE.filter((level) => level === formula.per.level));
  const units: UnitSelection[] = formula.kind === 'lines' ? formula.units : [formula.units];
  const onlyOffices = !hasEvery(formula.having) && selectionsIn(formula.having).every((selection) => selection.at === 'unit');
  const needed = units.filter((unit) => !onlyOffices || unit.holding).map((unit) => unit.level);
  return new Set(WIDE.filter((level) => needed.includes(level)));
}

function hasEvery(condition: Condition): boolean {
  return 'every' in condition || ('any' in condition && condition.any.some(hasEvery));
}
