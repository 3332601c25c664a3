import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { spanOf } from '#engines/indicators/world.ts';
import { findPublicPlace, listPublicPlaces, type PublicPlace, type PublicPlaceLine } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { dayInWords } from '#shared/day.ts';
import { isWithin, keyOf } from '#shared/division-code.ts';
import { type Frame, type Html, page, problemBox } from '#ui/portal/page.ts';
import type { PlanFile } from '../contract/plan-file.ts';
import { type PublicTarget, publicProgress } from '../server/public.ts';
import { planAddress, textAddress } from './addresses.ts';
import { DRAFT_MARK, findPlan, sendNoPlan } from './find-plan.ts';
import { targetCard } from './target-card.ts';

const DISTRICT = 1e6;
const NOT_IN_PLAN = '这个方案不管您选的地方，或者没有这个地方。下面是整个方案的数字。';

interface Shown {
  plan: PlanFile;
  place: PublicPlace | undefined;
  isOwn: boolean;
  /** districts and cities the figures can be seen for as well */
  below: readonly PublicPlaceLine[];
  targets: readonly PublicTarget[];
  today: string;
  problem: string | undefined;
}

/** Every target of a plan in plain words, for its own division or a district of it. Streets and communities are counted with their district. */
export async function showPlan(visit: PublicVisit): Promise<FastifyReply> {
  const { context, reply, asked, frame } = visit;
  const { portalDb } = context.platform;
  const version = await findPlan(visit);
  if (!version) return sendNoPlan(visit);
  const own = Number(version.plan.division);
  const wanted = asked['place'] === undefined ? undefined : keyOf(asked['place']);
  const found = wanted === undefined ? undefined : await districtIn(visit, wanted, own);
  const place = found ?? (await findPublicPlace(portalDb, own, context.today));
  const key = place?.key ?? own;
  const [targets, below] = await Promise.all([publicProgress(portalDb, version, spanOf(key), context.today), listPublicPlaces(portalDb, key, context.today)]);
  const problem = asked['place'] !== undefined && !found ? NOT_IN_PLAN : undefined;
  const shown = {
    plan: version.plan,
    place,
    isOwn: key === own,
    below: below.filter(({ level }) => level !== 'township' && level !== 'community'),
    targets,
    today: context.today,
    problem,
  };
  return sendPage(reply, planPage(frame, shown), problem ? 404 : 200);
}

/** The district of a place, or the place itself where it is larger. @returns undefined for what the plan does not cover */
async function districtIn({ context }: PublicVisit, wanted: number, own: number): Promise<PublicPlace | undefined> {
  const key = wanted - (wanted % DISTRICT);
  return isWithin(key, spanOf(own)) ? findPublicPlace(context.platform.portalDb, key, context.today) : undefined;
}

function planPage(frame: Frame, { plan, place, isOwn, below, targets, today, problem }: Shown): string {
  const judged = targets.filter(({ status }) => status === 'met' || status === 'missed' || status === 'underway');
  const met = judged.filter(({ status }) => status === 'met').length;
  const where = place && place.path.length > 0 ? place.shortName : '全国';
  return page(
    `${plan.shortName}：${where}`,
    html`<h1>${plan.name}</h1>
${problemBox(problem)}
<p>${plan.status === 'consultationDraft' ? html`${DRAFT_MARK} ` : ''}${plan.issuer}${plan.documentNumber ? `，${plan.documentNumber}` : ''}。${dayInWords(plan.period.from)}到${dayInWords(plan.period.to)}。<br><a href="${textAddress(plan.id)}">看文件原文</a></p>
<h2>${where}的进展</h2>
<p>${judged.length === 0 ? '这里还没有可以判断的目标。' : html`定了数字的目标有 <strong>${judged.length}</strong> 项，已达到 <strong>${met}</strong> 项。`}${isOwn ? '' : html` <a href="${planAddress(plan.id)}">看整个方案的数字</a>`}</p>
${placeChoice(plan, below, where)}
<p class="quiet">图里的竖线是目标，涂色的是已经做到的。</p>
${targets.map((target) => targetCard(plan.id, target))}
<p class="quiet">以上为 ${dayInWords(today)} 的数字，从登记的记录算出，每个数字在工作台里都能查到凭的是哪些记录。</p>`,
    frame,
    [{ href: '/plans', text: '目标完成得怎样' }],
  );
}

function placeChoice(plan: PlanFile, below: readonly PublicPlaceLine[], where: string): Html | string {
  if (below.length === 0) return '';
  return html`<details><summary>只看${where}的一个地方（${below.length} 个可选）</summary><ul class="places">${below.map(
    ({ key, shortName }) => html`<li><a href="${planAddress(plan.id, key)}">${shortName}</a></li>`,
  )}</ul></details>`;
}
