import { html } from 'hono/html';
import type { Context } from '#platform/context.ts';
import type { PersonPart, PersonSection } from '#platform/http/person-part.ts';
import type { Html } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';
import type { Occasion } from '../contract/occasion.ts';
import { type ActivityMeans, listHostedNow, listOwnSignUps, listReportDuties, type ReportDuty } from '../server/public.ts';
import { hostingAddress } from './addresses.ts';
import { spanInWords } from './occasion-words.ts';
import { ownPanel } from './own-page.ts';
import { registerActivityPages } from './register-activity-pages.ts';

/** On a person's first page: what is coming, and what is on. */
export function activityPart(means: ActivityMeans): PersonPart {
  return {
    title: '我的活动',
    links: [
      { href: '/activities', text: '参加活动', what: '看近期的演出、讲座、志愿服务，用手机号报名' },
      { href: '/my/activities', text: '我的活动', what: '看报名、候补、签到；组织负责人在这里发布活动、看谁来、写小结' },
    ],
    section: ({ context }) => comingSection(context, means),
    registerPages: (door) => registerActivityPages(door, means),
  };
}

/**
 * It is their turn while a report of a major activity waits for them, while the door is open and they have not checked in, or while something they arranged is on or waits to be written up. What
 * was called off stays until its hour has passed, so that nobody goes.
 */
async function comingSection(context: Context, means: ActivityMeans): Promise<PersonSection | undefined> {
  const [signUps, hosted, duties] = await Promise.all([listOwnSignUps(context), listHostedNow(context, means), listReportDuties(context, means)]);
  const own = signUps.filter(({ endsAt, occasionState }) => occasionState !== 'held' && endsAt > context.now).toReversed();
  if (own.length + hosted.length + duties.length === 0) return undefined;
  const isTheirTurn = own.some(({ isDoorOpen, checkedInAt, state }) => isDoorOpen && checkedInAt === null && state === 'confirmed');
  return {
    content: html`${duties.map(dutyPanel)}${hosted.map(hostedPanel)}${own.map(ownPanel)}`,
    isTheirTurn: isTheirTurn || duties.length > 0 || hosted.some(({ hasBegun }) => hasBegun),
  };
}

/** What waits about a major activity, in a sentence. */
const DUTY_WORDS: Record<ReportDuty['what'], string> = {
  unreported: '是重大活动，还没有报告街道。请在活动开始前报告。',
  objected: '街道有异议，请先不要办。请改正后再报，或者取消活动。',
  resultDue: '活动办完了，还没有报结果。',
};

function dutyPanel({ occasionId, title, organizationName, what, answer }: ReportDuty): Html {
  return panel(
    what === 'objected' ? 'problem' : 'warning',
    html`<h3>${title}</h3><p>${organizationName}主办</p><p><strong>${DUTY_WORDS[what]}</strong></p>${what === 'objected' && answer !== null ? html`<p class="lines">${answer}</p>` : ''}
<a class="button" href="${hostingAddress(occasionId)}/report" aria-label="重大活动报告：${title}">重大活动报告</a>`,
  );
}

function hostedPanel({ id, title, organizationName, startsAt, endsAt, isOver, hasBegun, counts }: Occasion): Html {
  const where = isOver ? '已经结束，还没有写小结。' : `${hasBegun ? '正在进行' : '快要开始'}：报名 ${counts.confirmed} 人，签到 ${counts.checkedIn} 人。`;
  return panel(
    hasBegun ? 'warning' : 'info',
    html`<h3>${title}</h3><p>${organizationName}主办，${spanInWords(new Date(startsAt), new Date(endsAt))}</p><p><strong>${where}</strong></p>
<a class="button${hasBegun ? '' : ' plain'}" href="${hostingAddress(id)}" aria-label="${isOver ? '去写小结' : '签到和名单'}：${title}">${isOver ? '去写小结' : '签到和名单'}</a>`,
  );
}
