import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { type Frame, page } from '#ui/portal/page.ts';
import { listPlansInForce, type PlanVersion } from '../server/public.ts';

/** The plan of the address, in force. @returns undefined for an id that is none */
export async function findPlan({ context, params }: PublicVisit): Promise<PlanVersion | undefined> {
  return (await listPlansInForce(context.platform.portalDb)).find(({ plan }) => plan.id === params['id']);
}

export function sendNoPlan({ reply, frame }: PublicVisit): FastifyReply {
  return sendPage(reply, noPlanPage(frame), 404);
}

function noPlanPage(frame: Frame): string {
  return page(
    '没有这个方案',
    html`<h1>没有这个方案</h1><p class="panel">没有找到这个方案，网址可能不完整。</p><p><a class="button" href="/plans">看有哪些方案</a></p>`,
    frame,
    [{ href: '/plans', text: '目标完成得怎样' }],
  );
}

/** A text that is not the issued document is said to be none. */
export const DRAFT_MARK = html`<span class="mark">征求意见稿</span>`;
