import type { FastifyInstance } from 'fastify';
import { fileRoutes } from '#shared/stored-file.ts';
import { type BindOptions, bindRoutes } from '../http/bind-routes.ts';
import { type FileKeepers, readFile, revealFile } from './read-file.ts';

/** The one way by which staff read files of any module. */
export function registerFileRoutes(app: FastifyInstance, options: BindOptions, keepers: FileKeepers): void {
  bindRoutes(app, options, fileRoutes, {
    reveal: async (context, { params, body }) => ({ ticket: await revealFile(context, keepers, params.id, body.reason) }),
    read: (context, { params, query }) => readFile(context, keepers, { id: params.id, ...query }),
  });
}
