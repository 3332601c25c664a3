import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { reportRoutes } from '../contract/routes.ts';
import { acceptReport } from './commands/accept-report.ts';
import { draftReport } from './commands/draft-report.ts';
import { editReport } from './commands/edit-report.ts';
import { handInReport } from './commands/hand-in-report.ts';
import { refreshReport } from './commands/refresh-report.ts';
import { returnReport } from './commands/return-report.ts';
import { getReport } from './queries/get-report.ts';
import { getReportFile } from './queries/get-report-file.ts';
import { listHandInDuties } from './queries/list-hand-in-duties.ts';
import { listReports } from './queries/list-reports.ts';

/** Binds the routes of reports and hand-ins. */
export function registerReports(app: FastifyInstance, options: BindOptions): void {
  bindRoutes(app, options, reportRoutes, {
    list: async (context, { query }) => ({ reports: await listReports(context, query) }),
    duties: async (context, { query }) => ({ duties: await listHandInDuties(context, query) }),
    get: (context, { params }) => getReport(context, params.id),
    draft: (context, { body }) => draftReport(context, body),
    refresh: (context, { params, body }) => refreshReport(context, { ...params, ...body }),
    edit: (context, { params, body }) => editReport(context, { ...params, ...body }),
    handIn: (context, { params, body }) => handInReport(context, { ...params, ...body }),
    return: (context, { params, body }) => returnReport(context, { ...params, ...body }),
    accept: (context, { params, body }) => acceptReport(context, { ...params, ...body }),
    file: (context, { params, query }) => getReportFile(context, { ...params, ...query }),
  });
}
