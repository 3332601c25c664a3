export { certificateRoutes } from './certificate.ts';
export { serviceRoutes } from './service-routes.ts';
export { teamRoutes } from './team-routes.ts';
export { volunteerRoutes } from './volunteer-routes.ts';
