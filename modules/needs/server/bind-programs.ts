import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { httpErrors } from '#platform/http/errors.ts';
import { refuse } from '#shared/errors.ts';
import { programKeyRoutes, programRoutes } from '../contract/program-routes.ts';
import { admitProgram } from './programs/admit-program.ts';
import { addProgram, disableProgram, listPrograms, rotateKey } from './programs/keep-programs.ts';
import { passedStanding, passNeed } from './programs/pass-need.ts';

/** Binds the routes of programs that pass needs on: what they sign is their bytes as they came. */
export function bindPrograms(app: FastifyInstance, options: BindOptions): void {
  bindRoutes(app, options, programKeyRoutes, {
    listPrograms: async (context) => ({ programs: await listPrograms(context) }),
    addProgram: (context, { body }) => addProgram(context, body),
    rotateKey: (context, { params, body }) => rotateKey(context, params.id, body.atOnce),
    disableProgram: (context, { params }) => disableProgram(context, params.id),
  });
  void app.register(async (scope) => {
    const bodies = new WeakMap<FastifyRequest, string>();
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
      bodies.set(request, String(body));
      try {
        done(null, JSON.parse(String(body)));
      } catch {
        done(refuse(httpErrors.REQUEST_MALFORMED));
      }
    });
    const authenticate = (request: FastifyRequest) =>
      admitProgram(options.platform, { method: request.method, path: request.url, headers: request.headers, body: bodies.get(request) ?? '' });
    bindRoutes(scope, { ...options, authenticate }, programRoutes, {
      passNeed: (context, { body }) => passNeed(context, body),
      passedStanding: (context, { params }) => passedStanding(context, params.number),
    });
  });
}
