import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { page, problemBox } from '#ui/portal/page.ts';
import { backLink } from '#ui/portal/parts.ts';
import { needErrors } from '../contract/errors.ts';
import { actAsRequester, type FollowedNeed, listFollowed } from '../server/public.ts';
import { followedPanel, replyForms } from './follow-parts.ts';
import { replyOf } from './replies.ts';

async function ownNeed({ context, params }: PersonRequest): Promise<FollowedNeed> {
  const id = /^\d{1,15}$/.test(params['id'] ?? '') ? Number(params['id']) : Number.NaN;
  const [need] = Number.isSafeInteger(id) ? await listFollowed(context.platform.db, context.actor.id, id) : [];
  if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
  return need;
}

/** One need that the person stated. */
export async function showOwn(visit: PersonRequest): Promise<FastifyReply> {
  return sendPage(visit.reply, ownPage(visit, await ownNeed(visit)));
}

/** Says whether it helped; a refusal keeps the page. */
export async function replyToOwn(visit: PersonRequest): Promise<FastifyReply> {
  const need = await ownNeed(visit);
  const said = replyOf(visit.typed);
  if (said?.id !== need.id) throw refuse(needErrors.NEED_NOT_FOUND);
  try {
    await actAsRequester(visit.context, { requester: visit.context.actor.id }, said);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, ownPage(visit, await ownNeed(visit), error.message), error.status);
  }
  return visit.reply.redirect(`/my/needs/${need.id}`, 303);
}

function ownPage({ frame, context }: PersonRequest, need: FollowedNeed, problem?: string): string {
  const address = `/my/needs/${need.id}`;
  const name = need.reportKind === null ? '我的需求' : '我反映的事';
  return page(
    name,
    html`${backLink('/my', '我的')}<h1>${name}</h1>${problemBox(problem)}${followedPanel(need, context.today)}${replyForms(need, address, {})}`,
    { ...frame, path: address },
  );
}
