import type { UnitSelection } from './formula.ts';
import { spanOf, type Unit, within, type World } from './world.ts';

/** The key range of a unit: of its level, or of its digits for a city that stands as a county. */
export function rangeOfUnit(unit: Unit): { from: number; to: number } {
  return unit.level === 'nation' ? { from: 0, to: 1e12 } : spanOf(unit.key);
}

/** The counted units of a selection, in key order. */
export function selectUnits(world: World, selection: UnitSelection): Unit[] {
  const units = selection.within ? within(world.units, spanOf(Number(selection.within)), (unit) => unit.key) : world.units;
  return units.filter((unit) => isSelected(world, unit, selection));
}

/** The counted units of a selection inside a unit, itself left out. */
export function unitsBelow(world: World, selection: UnitSelection, unit: Unit): Unit[] {
  const inside = selectUnits({ ...world, units: within(world.units, rangeOfUnit(unit), (candidate) => candidate.key) }, selection);
  return inside.filter((below) => below.key !== unit.key);
}

function isSelected(world: World, unit: Unit, selection: UnitSelection): boolean {
  if (!unit.counted || !standsAs(unit, selection.level)) return false;
  if (selection.kind && unit.kind !== selection.kind) return false;
  if (selection.only && !selection.only.some((code) => Number(code) === unit.key)) return false;
  const { holding } = selection;
  if (!holding) return true;
  return within(world.units, rangeOfUnit(unit), (below) => below.key).some(
    (below) => below.counted && standsAs(below, holding.level) && (!holding.kind || below.kind === holding.kind),
  );
}

/** A city without counties is both a city and one county-level unit (readings 4). */
export function standsAs(unit: Unit, level: UnitSelection['level']): boolean {
  return unit.level === level || (level === 'county' && unit.alsoCounty);
}
