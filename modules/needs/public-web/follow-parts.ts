/** How far a need has come, in plain words, and what its resident may say. */
import { html } from 'hono/html';
import { groupCode } from '#shared/codes/check-code.ts';
import { type Day, dayInWords } from '#shared/day.ts';
import type { Html } from '#ui/portal/page.ts';
import { choiceField, hidden, panel, textField, type Tone } from '#ui/portal/parts.ts';
import { NEED_LIMITS } from '../contract/need.ts';
import { CATEGORIES } from '../contract/vocabulary.ts';
import type { FollowedNeed } from '../server/public.ts';

/** What it is about, without the words of a secret one. */
export function titleOf({ title, reportKind, category }: FollowedNeed): string {
  if (reportKind !== null) return reportKind === 'problem' ? '反映组织的问题（保密）' : '给组织提的建议（保密）';
  return title ?? `${CATEGORIES[category]}方面的需求（保密）`;
}

/** One sentence as it is said at a counter. */
export function standingOf(need: FollowedNeed, today: Day): Standing {
  return (need.reportKind === null ? undefined : standingOfReport(need, today)) ?? standingOfNeed(need, today);
}

/** Of what a party member said of an organization: nobody serves it, the office answers. @returns undefined where it stands like a need */
function standingOfReport({ state, dueOn, lastReason, stars }: FollowedNeed, today: Day): Standing | undefined {
  const until = dueOn !== null && dueOn >= today ? `，${dayInWords(dueOn)}前` : '';
  const answer = lastReason === null ? '' : `答复：${lastReason}`;
  switch (state) {
    case 'received':
    case 'sorted':
      return { text: `已收到，社区（街道）正在了解情况${until && `${until}有回应`}。`, tone: 'info', isTheirTurn: false };
    case 'serving':
      return { text: `您说还没有解决，社区（街道）正在接着办${until}。`, tone: 'info', isTheirTurn: false };
    case 'served':
      return { text: `${answer}　解决了吗？请告诉我们${until && `（${until.slice(1)}）`}。`, tone: 'warning', isTheirTurn: true };
    case 'confirmed':
      return { text: `已解决。${answer}`, tone: 'done', isTheirTurn: stars === null };
    case 'rated':
      return { text: `已解决，您打了 ${stars ?? ''} 分。${answer}`, tone: 'done', isTheirTurn: false };
    default:
      return undefined;
  }
}

interface Standing {
  text: string;
  tone: Tone;
  isTheirTurn: boolean;
}

function standingOfNeed(need: FollowedNeed, today: Day): Standing {
  const until = need.dueOn !== null && need.dueOn >= today ? `，${dayInWords(need.dueOn)}前` : '';
  const group = need.organizationName ?? '社区（街道）';
  const joined = need.state === 'joined' ? '有邻居说了同一件事，已合在一起办。' : '';
  switch (need.shownState) {
    case 'received':
      return { text: `${joined}已收到，正在看由谁来办${until && `${until}有回应`}。`, tone: 'info', isTheirTurn: false };
    case 'sorted':
    case 'published':
    case 'offered':
      return { text: `${joined}正在找能帮忙的组织${until && `${until}有回应`}。`, tone: 'info', isTheirTurn: false };
    case 'serving':
      return { text: `${joined}${group}已经接下，正在服务${need.services > 0 ? `（已服务 ${need.services} 次）` : ''}。`, tone: 'info', isTheirTurn: false };
    case 'served':
      return {
        text: `${joined}${group}说办好了。解决了吗？请告诉我们${until && `（${until.slice(1)}）`}。`,
        tone: 'warning',
        isTheirTurn: need.state === 'served',
      };
    case 'confirmed':
      return { text: '已解决。请给这次服务打个分。', tone: 'done', isTheirTurn: need.state === 'confirmed' && need.stars === null };
    case 'rated':
      return { text: `已解决，您打了 ${need.stars ?? ''} 分。谢谢！`, tone: 'done', isTheirTurn: false };
    case 'unconfirmed':
      return { text: '办理的人说办好了，没有等到您的答复，已自动结束。没有解决的，请再提一次。', tone: 'info', isTheirTurn: false };
    case 'returned':
      return { text: `没有办理：${need.lastReason ?? '不属于社区服务的范围'}`, tone: 'problem', isTheirTurn: false };
    default:
      return { text: `没有办成：${need.closeGround ?? ''}${need.lastReason ? `，${need.lastReason}` : ''}`, tone: 'problem', isTheirTurn: false };
  }
}

/** What stands in a panel. */
export function followedPanel(need: FollowedNeed, today: Day): Html {
  const { text, tone } = standingOf(need, today);
  return panel(
    tone,
    html`<h2>${titleOf(need)}</h2><p><strong>${text}</strong></p>
<p class="quiet">编号 ${groupCode(need.number)}，${dayInWords(need.receivedOn)}提出${need.demonstration ? '，演示数据' : ''}</p>`,
  );
}

/** What the resident may do now: say whether it helped, judge it, take it back. @param carried what tells whose need it is */
export function replyForms(need: FollowedNeed, action: string, carried: Readonly<Record<string, string>>): Html {
  const can = (name: FollowedNeed['actions'][number]) => need.actions.includes(name);
  const form = (content: Html) =>
    html`<form method="post" action="${action}" class="panel">${hidden({ ...carried, id: need.id, version: need.version })}${content}</form>`;
  const field = { value: '', hint: '请不要写别人的姓名和电话。' };
  return html`${
    can('confirm')
      ? html`${form(html`<h2>解决了吗？</h2><button type="submit" name="action" value="confirm">解决了</button>`)}
${form(html`${textField({ ...field, name: 'reason', label: '没有解决，还差什么' }, NEED_LIMITS.reason)}<button type="submit" name="action" value="reopen" class="plain">没有解决，请接着办</button>`)}`
      : ''
  }${
    can('rate') && need.stars === null
      ? form(html`<h2>请打个分</h2>${choiceField({ name: 'stars', label: '满意吗？', value: '' }, STARS)}
${textField({ ...field, name: 'comment', label: '想说的话（可以不填）' }, NEED_LIMITS.comment)}<button type="submit" name="action" value="rate">提交评价</button>`)
      : ''
  }${can('withdraw') ? html`<details><summary>不需要了，撤回</summary>${form(html`<p>撤回后就不再办理。</p><button type="submit" name="action" value="withdraw" class="plain">撤回这件需求</button>`)}</details>` : ''}`;
}

const STARS = [
  { value: '5', label: '5 分，很满意' },
  { value: '4', label: '4 分，满意' },
  { value: '3', label: '3 分，一般' },
  { value: '2', label: '2 分，不满意' },
  { value: '1', label: '1 分，很不满意' },
];
