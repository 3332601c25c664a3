export { teamRoutes } from './team-routes.ts';
export { volunteerRoutes } from './volunteer-routes.ts';
