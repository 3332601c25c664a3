/** What other modules, the command line and the server may ask of plans. */
export { loadPlanFile, loadPlanFiles } from './commands/load-plan-files.ts';
export { listGaps } from './queries/list-gaps.ts';
export { listPlans, type PlanSummary } from './queries/list-plans.ts';
export { getProgress, progressOfVersion, type ProgressRequest } from './queries/get-progress.ts';
export { type PublicStatus, type PublicTarget, publicProgress } from './queries/public-progress.ts';
export { planTables } from './located-tables.ts';
export { getPlanInForce, getPlanVersion, listPlansInForce, type PlanVersion } from './plan-store.ts';
export { carryTasks } from './gap-task-store.ts';
