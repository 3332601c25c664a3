import type { FastifyInstance } from 'fastify';
import { bindRoutes, type BindOptions } from '#platform/http/bind-routes.ts';
import { correctionRoutes } from '../contract/correction.ts';
import { answerCorrection, revealCorrection } from './commands/answer-correction.ts';
import { listCorrections } from './queries/list-corrections.ts';

/** What people ask to be corrected, as offices see and answer it. */
export function bindCorrections(app: FastifyInstance, options: BindOptions): void {
  bindRoutes(app, options, correctionRoutes, {
    listCorrections: (context, { query }) => listCorrections(context, query),
    answerCorrection: (context, { params, body }) => answerCorrection(context, { ...params, ...body }),
    revealCorrection: (context, { params, body }) => revealCorrection(context, params.id, body.reason),
  });
}
