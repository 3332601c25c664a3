import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { indicatorRoutes } from '../contract/routes.ts';
import { checkFigures } from './commands/check-figures.ts';
import { getLastCheck } from './queries/get-last-check.ts';

/** Binds the routes of the counters' self-check. */
export function registerIndicators(app: FastifyInstance, options: BindOptions): void {
  bindRoutes(app, options, indicatorRoutes, {
    lastCheck: async (context) => ({ check: await getLastCheck(context) }),
    check: async (context) => {
      await checkFigures(context);
      return { check: await getLastCheck(context) };
    },
  });
}
