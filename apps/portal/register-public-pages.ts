import type { FastifyInstance, FastifyReply } from 'fastify';
import { registerPlaceForms, registerPlacePages } from '#modules/divisions/public-web/register-place-pages.ts';
import { registerCalendarPages } from '#modules/activities/public-web/register-activity-pages.ts';
import { findPublicPlace } from '#modules/divisions/server/public.ts';
import { registerGroupPages } from '#modules/organizations/public-web/register-group-pages.ts';
import { registerPlanPages } from '#modules/plans/public-web/register-plan-pages.ts';
import { registerArticlePages } from '#modules/publicity/public-web/register-article-pages.ts';
import type { BindOptions } from '#platform/http/bind-routes.ts';
import { acceptForms, sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { keyOf } from '#shared/division-code.ts';
import { accessibilityPage } from './accessibility-page.ts';
import { frontPage, frontPlaceOf, frontSections } from './front-page.ts';
import { frontParts } from './front-parts.ts';
import { outdateOnChange } from './keep-pages.ts';
import type { PageCache } from './page-cache.ts';
import { groupSections } from './group-sections.ts';
import { openPublicDoor } from './public-door.ts';

/** Pages for anybody, without signing in and without script. */
export function registerPublicPages(app: FastifyInstance, options: BindOptions, cache?: PageCache): void {
  if (cache) outdateOnChange(app, cache);
  const door = openPublicDoor(app, options, cache);
  door.get('/', showFront);
  door.get('/accessibility', async ({ reply, frame }) => sendPage(reply, accessibilityPage(frame)));
  registerPlacePages(door);
  registerGroupPages(door, groupSections);
  registerPlanPages(door);
  registerCalendarPages(door);
  registerArticlePages(door);
  void app.register(async (scope) => {
    acceptForms(scope);
    registerPlaceForms(openPublicDoor(scope, options));
  });
}

async function showFront(visit: PublicVisit): Promise<FastifyReply> {
  const key = keyOf(visit.place ?? '');
  const place = frontPlaceOf(key === undefined ? undefined : await findPublicPlace(visit.context.platform.portalDb, key, visit.context.today));
  return sendPage(visit.reply, frontPage(visit.frame, place, frontParts, await frontSections(visit, place, frontParts)));
}
