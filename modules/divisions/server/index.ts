import type { FastifyInstance } from 'fastify';
import { divisionRoutes } from '#modules/divisions/contract/routes.ts';
import { bindRoutes, type BindOptions } from '#platform/http/bind-routes.ts';
import { carryOutOperation, previewOperation } from './commands/carry-out-operation.ts';
import { getDivision } from './queries/get-division.ts';
import { getMap } from './queries/get-map.ts';
import { listChildren } from './queries/list-children.ts';
import { listOperations } from './queries/list-operations.ts';
import { listPage } from './queries/list-page.ts';
import { searchSummaries } from './queries/search-summaries.ts';

/** Binds every route of the module. */
export function registerDivisions(app: FastifyInstance, options: BindOptions): void {
  bindRoutes(app, options, divisionRoutes, {
    list: (context, { query }) => listPage(context, query),
    search: async (context, { query }) => ({ items: await searchSummaries(context, query) }),
    operations: (context, { query }) => listOperations(context, query),
    previewOperation: (context, { body }) => previewOperation(context, body),
    carryOutOperation: (context, { body }) => carryOutOperation(context, body),
    get: (context, { params }) => getDivision(context, params.code),
    children: (context, { params, query }) => listChildren(context, { ...query, code: params.code }),
    map: async (context, { params }) => ({ map: await getMap(context, params.code) }),
  });
}
