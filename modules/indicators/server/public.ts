/** What other modules may ask of the counters. */
export { listenToFacts } from './facts-listener.ts';
export { ensureMeasures } from './commands/ensure-measures.ts';
export { checkFigures, type FigureCheck } from './commands/check-figures.ts';
export { foldProvinces } from './commands/fold-provinces.ts';
export { keepFailingUnits } from './commands/keep-failing-units.ts';
export { findUnknownFacts } from './queries/find-unknown-facts.ts';
export type { FigureReader } from './queries/figure-reader.ts';
export { openFigures } from './queries/open-figures.ts';
export { listFiguresOfRanges } from './queries/list-figures-of-ranges.ts';
export { figuresOfRanges } from './queries/figures-of-ranges.ts';
export { type Figure, listMonthlyFigures, NO_FIGURE } from './queries/get-figures.ts';
export { isBelowDistrict } from './queries/judge-below-district.ts';
export type { Judged } from './queries/judge-district.ts';
export { openDistricts } from './queries/open-districts.ts';
export { isWanted, type JudgedFilter, listJudgements } from './queries/list-judgements.ts';
export { countFactsBehind, listFactsBehind } from './queries/list-facts-behind.ts';
export { listFigureChanges } from './queries/list-figure-changes.ts';
export { listMeasures, type Measure, type MeasureDefinition } from './measure-store.ts';
