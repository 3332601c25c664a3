/** The product's operations with the front door open: whoever is signed in gets past the route, so that what the use case itself demands is seen. */
import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { registerModules } from '#apps/server/modules.ts';
import { createAuthenticator } from '#modules/accounts/server/public.ts';
import { type Actor, NOBODY } from '#platform/access/actor.ts';
import { acceptUploads } from '#platform/http/accept-uploads.ts';
import { answerWithProblems } from '#platform/http/problems.ts';
import { createRequestLimits } from '#platform/limits/limit-requests.ts';
import { createRouteRegistry } from '#platform/http/route-registry.ts';
import { DATA_CLASSES, type DataClass } from '#shared/data-class.ts';
import type { House } from './open-house.ts';

/** Says yes to the first question for a right, the route's, and the truth from then on. */
function letIn(actor: Actor, permission: string): Actor {
  let isAtTheDoor = permission !== 'session' && permission !== 'public';
  const grants = new Map(actor.grants);
  grants.get = (verb) => {
    const truth = Map.prototype.get.call(grants, verb) as ReadonlySet<DataClass> | undefined;
    const answer = isAtTheDoor ? new Set(DATA_CLASSES) : truth;
    isAtTheDoor = false;
    return answer;
  };
  return { ...actor, grants };
}

export async function openFrontDoor(house: House): Promise<FastifyInstance> {
  const app = fastify();
  answerWithProblems(app);
  await app.register(cookie);
  await acceptUploads(app);
  const { authenticate } = createAuthenticator(house.operator.platform);
  const permissionOf = new Map(house.routes.map(({ method, path, permission }) => [`${method} ${path}`, permission]));
  registerModules(app, {
    platform: house.operator.platform,
    authenticate: async (request) => {
      const actor = await authenticate(request);
      return actor && letIn(actor, permissionOf.get(`${request.method} ${request.routeOptions.url}`) ?? 'session');
    },
    stranger: NOBODY,
    limitRequests: createRequestLimits(house.operator.platform),
    registry: createRouteRegistry(),
  });
  return app;
}
