import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { planRoutes } from '../contract/routes.ts';
import { assignGap } from './commands/assign-gap.ts';
import { decideGapTask, finishGapTask } from './commands/change-gap-task.ts';
import { changeThreshold } from './commands/change-threshold.ts';
import { gapsWorkbook } from './queries/gaps-workbook.ts';
import { getPlan } from './queries/get-plan.ts';
import { getProgress } from './queries/get-progress.ts';
import { getTargetTrend } from './queries/get-target-trend.ts';
import { listGapTasks } from './queries/list-gap-tasks.ts';
import { listGaps } from './queries/list-gaps.ts';
import { listPlans } from './queries/list-plans.ts';
import { listTargetChanges } from './queries/list-target-changes.ts';
import { listTargetChildren } from './queries/list-target-children.ts';
import { listTargetRecords } from './queries/list-target-records.ts';
import { listTargetUnits } from './queries/list-target-units.ts';

/** Binds the routes of plans, progress and drill-down. */
export function registerPlans(app: FastifyInstance, options: BindOptions): void {
  bindRoutes(app, options, planRoutes, {
    list: async (context) => ({ plans: await listPlans(context) }),
    get: (context, { params }) => getPlan(context, params.plan),
    progress: (context, { params, query }) => getProgress(context, { ...query, plan: params.plan }),
    children: (context, { params, query }) => listTargetChildren(context, { ...query, ...params }),
    units: (context, { params, query }) => listTargetUnits(context, { ...query, ...params }),
    records: (context, { params, query }) => listTargetRecords(context, { ...query, ...params }),
    trend: (context, { params, query }) => getTargetTrend(context, { ...query, ...params }),
    changes: (context, { params, query }) => listTargetChanges(context, { ...query, ...params }),
    gaps: (context, { params, query }) => listGaps(context, { ...query, ...params }),
    gapsWorkbook: (context, { params, query }) => gapsWorkbook(context, { ...query, ...params }),
    assignGap: (context, { params, body }) => assignGap(context, { ...body, plan: params.plan }),
    gapTasks: (context, { query }) => listGapTasks(context, query),
    finishGapTask: (context, { params, body }) => finishGapTask(context, { ...body, id: Number(params.id) }),
    decideGapTask: (context, { params, body }) => decideGapTask(context, { ...body, id: Number(params.id) }),
    changeThreshold: (context, { params, body }) => changeThreshold(context, { ...body, plan: params.plan }),
  });
}
