import type { FastifyInstance } from 'fastify';
import { registerNeedPages } from '#modules/needs/public-web/register-need-pages.ts';
import type { NeedMeans } from '#modules/needs/server/public.ts';
import type { BindOptions } from '#platform/http/bind-routes.ts';
import { acceptForms } from '#platform/http/forms.ts';
import { openPublicDoor } from './public-door.ts';

/** Pages on which anybody states and follows a need: none of them is kept for others. */
export function registerNeedDoor(app: FastifyInstance, options: BindOptions, means: NeedMeans): void {
  void app.register(async (scope) => {
    acceptForms(scope);
    registerNeedPages(openPublicDoor(scope, options), means);
  });
}
