/** Progress as the public pages show it: from the published counters, for a plan's own division or whole districts of it. */
import { type FigureStatus, standingOf } from '#engines/indicators/status.ts';
import { type Figure, figuresOfRanges, NO_FIGURE } from '#modules/indicators/server/public.ts';
import type { Database } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { Target } from '../../contract/plan-target.ts';
import { figuresOf, isCount, valueOf } from '../domain/target-figures.ts';
import type { PlanVersion } from '../plan-store.ts';

/** What of a target's standing is said in public: without a forecast, which is for whoever has to act. */
export type PublicStatus = Exclude<FigureStatus, 'onTrack' | 'atRisk'> | 'underway';

export interface PublicTarget {
  target: Target;
  /** unrounded; null where there is nothing to divide by, and for milestones */
  value: number | null;
  numerator: number | null;
  /** null for counts */
  denominator: number | null;
  /** null where the plan sets none, or none that means anything at this place */
  threshold: number | null;
  deadline: Day;
  status: PublicStatus;
  /** figures under names of their own, where the target has several */
  parts: { name: string; value: number | null }[];
}

interface Reading {
  version: PlanVersion;
  isPlansOwn: boolean;
  today: Day;
  figures: ReadonlyMap<number, Figure>;
}

/**
 * The figures that `getProgress` gives the offices, for today and whole districts.
 * @param range of the plan's own division, or of districts, cities or provinces within it
 */
export async function publicProgress(portalDb: Database, version: PlanVersion, range: KeyRange, today: Day): Promise<PublicTarget[]> {
  const measureIds = [...new Set([...version.measures.values()].flat())];
  const found = await figuresOfRanges(portalDb, { measureIds, ranges: [range], days: [today] });
  const figures = new Map(measureIds.map((id, index) => [id, found[index]?.[0]?.[0] ?? NO_FIGURE]));
  const reading = { version, isPlansOwn: range.from === Number(version.plan.division), today, figures };
  return version.plan.targets.map((target) => publicTarget(reading, target));
}

function publicTarget({ version, isPlansOwn, today, figures }: Reading, target: Target): PublicTarget {
  const formulas = figuresOf(target.formula);
  const ids = version.measures.get(target.id) ?? [];
  const [only] = formulas.length === 1 && target.kind !== 'parts' ? formulas : [];
  const figure = only ? (figures.get(ids[0] ?? 0) ?? NO_FIGURE) : undefined;
  const value = only && figure ? valueOf(only.formula, figure) : null;
  const threshold = target.judgedAt === 'ownDivision' && !isPlansOwn ? null : target.threshold;
  const deadline = target.deadline ?? version.plan.period.to;
  const isRecurring = only?.formula.kind === 'lines';
  const { status } = standingOf({ value, threshold, asOf: today, planFrom: version.plan.period.from, deadline, isRecurring, forecast: () => null });
  return {
    target,
    value,
    numerator: figure?.numerator ?? null,
    denominator: figure && only && !isCount(only.formula) ? figure.denominator : null,
    threshold,
    deadline,
    status: status === 'onTrack' || status === 'atRisk' ? 'underway' : status,
    parts:
      target.kind === 'parts'
        ? formulas.map(({ name, formula }, index) => ({ name: name ?? '', value: valueOf(formula, figures.get(ids[index] ?? 0) ?? NO_FIGURE) }))
        : [],
  };
}
