import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findPublicPlace } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { districtOf, keyOf } from '#shared/division-code.ts';
import { page } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';
import { countOutcomes } from '../server/public.ts';

/** What it is, the two ways in, and what became of the needs of the place this year. */
export async function showLanding({ context, reply, frame, place }: PublicVisit): Promise<FastifyReply> {
  const key = keyOf(place ?? '');
  const { portalDb } = context.platform;
  const found = key === undefined ? undefined : await findPublicPlace(portalDb, key, context.today);
  const community = found?.level === 'community' ? found : undefined;
  const year = context.today.slice(0, 4);
  const outcomes = community && (await countOutcomes(portalDb, { district: districtOf(community.key), div: community.key, since: `${year}-01-01` }));
  return sendPage(
    reply,
    page(
      '说需求',
      html`<h1>说需求</h1>
<p>家里、楼里、社区里缺什么、要人帮什么，都可以说。社区会找能帮忙的社区社会组织；办好以后，由您说解决了没有。</p>
<p><a class="button" href="/needs/new">我要说需求</a> <a class="button plain" href="/needs/follow">查进度</a></p>
${
  outcomes && community
    ? panel(
        'info',
        html`<h2>${community.shortName}今年的需求</h2><p>${
          outcomes.received === 0 ? '还没有人提出过。' : `收到 ${outcomes.received} 件，居民确认解决 ${outcomes.solved} 件，还在办 ${outcomes.open} 件。`
        }</p>${outcomes.demonstration > 0 ? html`<p class="quiet">其中 ${outcomes.demonstration} 件是演示数据。</p>` : ''}`,
      )
    : ''
}
<p class="quiet">有人受伤、着火、有危险的，请马上打 120、119 或 110。</p>`,
      frame,
    ),
  );
}
