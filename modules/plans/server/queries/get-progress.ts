import { forecast, type Forecast, FORECAST_WINDOW_DAYS, FORECAST_WINDOWS } from '#engines/indicators/forecast.ts';
import { standingOf } from '#engines/indicators/status.ts';
import { type Figure, type FigureReader, NO_FIGURE, openFigures } from '#modules/indicators/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { addDays, type Day } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import type { Target } from '../../contract/plan-target.ts';
import type { Progress, TargetProgress } from '../../contract/progress.ts';
import { figuresOf, isCount, valueOf } from '../domain/target-figures.ts';
import { type Boundaries, boundariesDay, dayOrToday, findPlace, type Place } from '../place.ts';
import { getPlanInForce, type PlanVersion } from '../plan-store.ts';

export interface ProgressRequest {
  plan: string;
  division?: string | undefined;
  asOf?: string | undefined;
  /** count in today's divisions (default) or in those of the day */
  boundaries?: Boundaries | undefined;
}

interface Reading {
  asOf: Day;
  place: Place;
  version: PlanVersion;
  /** figure per measure on `asOf` */
  current: ReadonlyMap<number, Figure>;
  samples: ReadonlyMap<number, number[]>;
  /** figures per measure 0, 30 … 180 days back, for those whose status needs a forecast */
  history: ReadonlyMap<number, Figure[]>;
}

/**
 * Every target of a plan in one division at the end of one day (outside contract).
 * @throws PLAN_NOT_FOUND, DIVISION_UNKNOWN, DIVISION_OUTSIDE_PLAN, DAY_INVALID
 */
export async function getProgress(context: Context, request: ProgressRequest): Promise<Progress> {
  requirePermission(context.actor, 'plan.read');
  const version = await getPlanInForce(context.platform.db, request.plan);
  return progressOfVersion(context, version, request);
}

/** The same for a given version, as frozen reports need it. */
export async function progressOfVersion(context: Context, version: PlanVersion, request: ProgressRequest): Promise<Progress> {
  const asOf = dayOrToday(context, request.asOf);
  const boundariesOf = boundariesDay(asOf, request.boundaries);
  const place = await findPlace(context, version.plan, request.division, boundariesOf);
  const ids = [...new Set([...version.measures.values()].flat())];
  const figures = await openFigures(context.platform.db, context.platform.facts, {
    measureIds: ids,
    range: place.range,
    boundariesOf,
  });
  const current = new Map((await figures.figuresOn(ids, [asOf])).map((onDays, index) => [ids[index] ?? 0, onDays[0] ?? NO_FIGURE]));
  const failing = ids.filter((id) => (current.get(id)?.failing ?? 0) > 0);
  const samples = failing.length > 0 ? await figures.failingSamples(failing, asOf) : new Map<number, number[]>();
  const history = await readHistory(figures, version, place, current, asOf);
  const reading: Reading = { asOf, place, version, current, samples, history };
  return { plan: version.plan.id, division: codeOf(place.key), asOf, targets: version.plan.targets.map((target) => progressOf(reading, target)) };
}

/** Only targets that are open and behind need their past; the others are decided without it. */
async function readHistory(
  figures: FigureReader,
  version: PlanVersion,
  place: Place,
  current: ReadonlyMap<number, Figure>,
  asOf: Day,
): Promise<Map<number, Figure[]>> {
  const behind = version.plan.targets
    .filter((target) => needsForecast(version, target, place, current, asOf))
    .flatMap((target) => [...(version.measures.get(target.id) ?? [])]);
  if (behind.length === 0) return new Map();
  const days = Array.from({ length: FORECAST_WINDOWS + 1 }, (_, window) => addDays(asOf, -FORECAST_WINDOW_DAYS * window));
  const figuresOf = await figures.figuresOn(behind, days);
  return new Map(behind.map((id, index) => [id, figuresOf[index] ?? []]));
}

function needsForecast(version: PlanVersion, target: Target, place: Place, current: ReadonlyMap<number, Figure>, asOf: Day): boolean {
  const [figure] = figuresOf(target.formula);
  const [id] = version.measures.get(target.id) ?? [];
  const threshold = thresholdAt(target, place);
  if (!figure || id === undefined || threshold === null || figure.formula.kind === 'lines') return false;
  const value = valueOf(figure.formula, current.get(id) ?? NO_FIGURE);
  return value !== null && value < threshold && asOf >= version.plan.period.from && asOf < deadlineOf(version, target);
}

/** No threshold where the policy sets none, nor below the plan's own division where it would make no sense (readings 10). */
function thresholdAt(target: Target, place: Place): number | null {
  return target.judgedAt === 'ownDivision' && !place.isPlansOwn ? null : target.threshold;
}

function deadlineOf(version: PlanVersion, target: Target): Day {
  return target.deadline ?? version.plan.period.to;
}

function progressOf(reading: Reading, target: Target): TargetProgress {
  const { version, place, asOf } = reading;
  const figures = figuresOf(target.formula);
  const ids = version.measures.get(target.id) ?? [];
  const [only] = figures.length === 1 && target.kind !== 'parts' ? figures : [];
  const [id] = ids;
  const figure = only && id !== undefined ? reading.current.get(id) : undefined;
  const value = only && figure ? valueOf(only.formula, figure) : null;
  const threshold = thresholdAt(target, place);
  const deadline = deadlineOf(version, target);
  const expected = only && id !== undefined ? forecastOf(reading, only.formula, id, deadline) : null;
  const isRecurring = only?.formula.kind === 'lines';
  const standing = standingOf({ value, threshold, asOf, planFrom: version.plan.period.from, deadline, isRecurring, forecast: () => expected });
  const listsFailing = figure && only && !isCount(only.formula);
  return {
    id: target.id,
    name: target.name,
    clause: target.clause,
    kind: target.kind,
    value,
    numerator: figure ? figure.numerator : null,
    denominator: figure && only && !isCount(only.formula) ? figure.denominator : null,
    unit: target.unit,
    threshold,
    comparison: threshold === null ? null : target.comparison,
    deadline,
    ...standing,
    failing: listsFailing ? { count: figure.failing, sample: (reading.samples.get(id ?? 0) ?? []).map(codeOf) } : { count: 0, sample: [] },
    ...(target.kind === 'parts' ? { parts: partsOf(reading, figures, ids) } : {}),
    ...(expected ? { forecast: expected } : {}),
  };
}

function partsOf(reading: Reading, figures: ReturnType<typeof figuresOf>, ids: readonly number[]): { name: string; value: number | null }[] {
  return figures.map(({ name, formula }, index) => ({ name: name ?? '', value: valueOf(formula, reading.current.get(ids[index] ?? 0) ?? NO_FIGURE) }));
}

function forecastOf(reading: Reading, formula: ReturnType<typeof figuresOf>[number]['formula'], id: number, deadline: Day): Forecast | null {
  const history = reading.history.get(id);
  if (!history) return null;
  const isShare = !isCount(formula) && formula.kind !== 'average';
  return forecast({ values: history.map((figure) => valueOf(formula, figure)), asOf: reading.asOf, deadline, isShare });
}
