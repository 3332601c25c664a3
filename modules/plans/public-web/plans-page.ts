import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { spanOf } from '#engines/indicators/world.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { dayInWords } from '#shared/day.ts';
import { isWithin, keyOf } from '#shared/division-code.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import { listPlansInForce, type PlanVersion, publicProgress } from '../server/public.ts';
import { planAddress } from './addresses.ts';
import { DRAFT_MARK } from './find-plan.ts';

interface ListedPlan {
  version: PlanVersion;
  met: number;
  judged: number;
  /** whether the place chosen lies in the plan's division */
  isOfPlace: boolean;
}

/** The policies there are, those of the place chosen first, each with how many of its targets are met. */
export async function showPlans({ context, reply, place, frame }: PublicVisit): Promise<FastifyReply> {
  const { portalDb } = context.platform;
  const key = keyOf(place ?? '');
  const plans = await Promise.all(
    (await listPlansInForce(portalDb)).map(async (version): Promise<ListedPlan> => {
      const own = spanOf(Number(version.plan.division));
      const targets = await publicProgress(portalDb, version, own, context.today);
      const judged = targets.filter(({ status }) => status === 'met' || status === 'missed' || status === 'underway');
      return {
        version,
        met: judged.filter(({ status }) => status === 'met').length,
        judged: judged.length,
        isOfPlace: key !== undefined && isWithin(key, own),
      };
    }),
  );
  return sendPage(reply, plansPage(frame, plans, context.today));
}

function plansPage(frame: Frame, plans: readonly ListedPlan[], today: string): string {
  const here = plans.filter(({ isOfPlace }) => isOfPlace);
  const others = plans.filter(({ isOfPlace }) => !isOfPlace);
  return page(
    '目标完成得怎样',
    html`<h1>目标完成得怎样</h1>
<p>政策文件给社区社会组织定了目标。这里用大白话说每项目标是什么、完成了多少、跟您有什么关系。数字随登记的记录自动变化。</p>
${plans.length === 0 ? html`<p class="panel">平台还没有载入方案，请过一段时间再来。</p>` : ''}
${here.length > 0 ? html`<h2>管您这里的方案</h2>${list(here)}` : ''}
${others.length > 0 ? html`<h2>${here.length > 0 ? '其他地方的方案' : '有这些方案'}</h2>${list(others)}` : ''}
${here.length === 0 && plans.length > 0 ? html`<p><a class="button plain" href="/place?back=%2Fplans">选我的地方，看管这里的方案</a></p>` : ''}
<p class="quiet">以上为 ${dayInWords(today)} 的数字。</p>`,
    frame,
    [],
  );
}

function list(plans: readonly ListedPlan[]): Html {
  return html`<ul class="doors">${plans.map(
    ({
      version: { plan },
      met,
      judged,
    }) => html`<li><a class="door" href="${planAddress(plan.id)}"><strong>${plan.shortName}</strong><span>${plan.issuer}，${plan.period.from.slice(0, 4)}—${plan.period.to.slice(0, 4)}年</span>
<span>${judged === 0 ? '还没有可以判断的目标' : `${judged} 项定了数字的目标，${met} 项已达到`}</span></a>${plan.status === 'consultationDraft' ? html`<p class="quiet">${DRAFT_MARK}</p>` : ''}</li>`,
  )}</ul>`;
}
