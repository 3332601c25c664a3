import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll } from 'vitest';
import { NOBODY } from '#platform/access/actor.ts';
import { acceptUploads } from '#platform/http/accept-uploads.ts';
import type { BindOptions } from '#platform/http/bind-routes.ts';
import { answerWithProblems } from '#platform/http/problems.ts';
import { createRouteRegistry } from '#platform/http/route-registry.ts';
import { createRequestLimits } from '#platform/limits/limit-requests.ts';
import type { Context } from '#platform/context.ts';

/**
 * A server with one module's routes, asked as the context's actor. For the module's own rules; sign-in, cookies and
 * headers are tested on the whole server.
 */
export async function createTestApp(context: Context, register: (app: FastifyInstance, options: BindOptions) => void): Promise<FastifyInstance> {
  const app = fastify();
  answerWithProblems(app);
  await app.register(cookie);
  await acceptUploads(app);
  register(app, {
    platform: context.platform,
    authenticate: async () => context.actor,
    stranger: NOBODY,
    limitRequests: createRequestLimits(context.platform),
    registry: createRouteRegistry(),
  });
  afterAll(() => app.close());
  return app;
}
