import type { FigureFormula } from '#engines/indicators/formula.ts';
import { isBelowDistrict, type Judged, listFigureChanges, NO_FIGURE, openDistricts, openFigures } from '#modules/indicators/server/public.ts';
import type { Context } from '#platform/context.ts';
import { addDays, type Day } from '#shared/day.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import type { FigureChanges } from '../../contract/drill-down.ts';
import { describeDivisions } from '../division-names.ts';
import { isCount, valueOf } from '../domain/target-figures.ts';
import { findTargetPlace, type TargetPlace, type TargetRequest } from '../target-place.ts';

/** So many changed units are listed; a wide place in a busy month has more. */
const LISTED = 50;
const DISTRICTS_READ = 20;

/** What changed in the month up to the day: units that came to fulfil a target (or count more), and units that no longer do (or count less). */
export async function listTargetChanges(context: Context, request: TargetRequest): Promise<FigureChanges> {
  const found = await findTargetPlace(context, request);
  const { db, facts } = context.platform;
  const from = `${found.asOf.slice(0, 7)}-01`;
  const before = addDays(from, -1);
  const reader = await openFigures(db, facts, { measureIds: [found.measure.id], range: found.place.range, boundariesOf: found.boundariesOf });
  const [[was = NO_FIGURE, is = NO_FIGURE] = []] = await reader.figuresOn([found.measure.id], [before, found.asOf]);
  const districts = await changedDistricts(context, found, from);
  const { gained, lost } = await changedUnits(context, found, districts.slice(0, DISTRICTS_READ), before);
  const listed = [...gained.slice(0, LISTED), ...lost.slice(0, LISTED)];
  const names = await describeDivisions(db, listed, found.boundariesOf, found.treeEdition);
  const describe = (div: number) => ({ code: codeOf(div), name: names.get(div)?.name ?? codeOf(div), path: names.get(div)?.path ?? '' });
  return {
    from,
    to: found.asOf,
    before: valueOf(found.formula, was),
    after: valueOf(found.formula, is),
    gained: gained.slice(0, LISTED).map(describe),
    lost: lost.slice(0, LISTED).map(describe),
    isCut: districts.length > DISTRICTS_READ || gained.length > LISTED || lost.length > LISTED,
  };
}

async function changedDistricts(context: Context, { measure, place, asOf }: TargetPlace, from: Day): Promise<number[]> {
  if (isBelowDistrict(place.range)) return [districtOf(place.range.from)];
  return listFigureChanges(context.platform.db, measure.id, place.range, { from, to: asOf }, DISTRICTS_READ + 1);
}

async function changedUnits(
  context: Context,
  { measure, place, asOf, formula, boundariesOf }: TargetPlace,
  districts: readonly number[],
  before: Day,
): Promise<{ gained: number[]; lost: number[] }> {
  const gained = new Set<number>();
  const lost = new Set<number>();
  const places = await openDistricts(context.platform.db, context.platform.facts, { measure, range: place.range, boundariesOf });
  for (const district of [...new Set([...districts, ...places.judged.keys()])].sort((one, other) => one - other)) {
    const judged = await places.judge(district);
    for (const judgement of judged.judgements) {
      const difference = standing(formula, judged.on(judgement, asOf)) - standing(formula, judged.on(judgement, before));
      if (difference > 0) gained.add(judgement.div);
      if (difference < 0) lost.add(judgement.div);
    }
  }
  return { gained: [...gained], lost: [...lost] };
}

/** Counts rise and fall; everything else is fulfilled, failing, or not judged yet. */
function standing(formula: FigureFormula, judged: Judged): number {
  if (isCount(formula)) return judged.numerator;
  if (judged.failing > 0) return -1;
  return judged.denominator > 0 ? 1 : 0;
}
