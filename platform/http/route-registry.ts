import type { Route } from '#shared/route.ts';

export type RegisteredRoute = Route & { operationId: string };

/** Every operation that the server answers, for the API document and for tests that walk all of them. */
export interface RouteRegistry {
  readonly routes: readonly RegisteredRoute[];
  add(name: string, route: Route): void;
}

export function createRouteRegistry(): RouteRegistry {
  const routes: RegisteredRoute[] = [];
  return {
    routes,
    add(name, route) {
      const area = /^\/api\/v1\/([^/]+)/.exec(route.path)?.[1] ?? 'server';
      const operationId = `${area}.${name}`;
      if (routes.some((known) => known.operationId === operationId)) throw new Error(`two routes are called ${operationId}`);
      routes.push({ ...route, operationId });
    },
  };
}
