import type { FastifyInstance, FastifyReply } from 'fastify';
import { findPublicPlace } from '#modules/divisions/server/public.ts';
import { registerGroupPages } from '#modules/organizations/public-web/register-group-pages.ts';
import type { BindOptions } from '#platform/http/bind-routes.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { keyOf } from '#shared/division-code.ts';
import { frontPage } from './front-page.ts';
import { openPublicDoor } from './public-door.ts';

/** Pages for anybody, without signing in and without script. */
export function registerPublicPages(app: FastifyInstance, options: BindOptions): void {
  const door = openPublicDoor(app, options);
  door.get('/', showFront);
  registerGroupPages(door);
}

async function showFront({ context, reply, place, frame }: PublicVisit): Promise<FastifyReply> {
  const key = keyOf(place ?? '');
  return sendPage(reply, frontPage(frame, key === undefined ? undefined : await findPublicPlace(context.platform.portalDb, key, context.today)));
}
