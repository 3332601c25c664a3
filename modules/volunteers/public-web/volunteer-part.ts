import { html } from 'hono/html';
import type { PersonPart } from '#platform/http/person-part.ts';
import { panel } from '#ui/portal/parts.ts';
import { durationInWords, getOwnVolunteer, type VolunteerMeans } from '../server/public.ts';
import { JOIN, teamAddress, VOLUNTEER_HOME } from './addresses.ts';
import { registerVolunteerPages } from './register-volunteer-pages.ts';

/** On a person's first page: the own minutes of the year, the teams led, and the way to register or join. */
export function volunteerPart(means: VolunteerMeans): PersonPart {
  return {
    title: '我的志愿服务',
    links: [
      { href: VOLUNTEER_HOME, text: '志愿服务', what: '登记为志愿者，看服务时长，出具证明' },
      { href: JOIN, text: '参加志愿服务队', what: '看看附近有哪些队伍，或者填入队码' },
    ],
    async section({ context }) {
      const own = await getOwnVolunteer(context);
      if (!own) return undefined;
      const { totals, volunteer } = own;
      const led = volunteer.memberships.filter(({ role, state }) => role === 'leader' && state === 'member');
      const content = html`${panel(
        'info',
        html`<p>今年已确认 ${totals.services} 次，共 ${durationInWords(totals.minutes)}${totals.waiting > 0 ? `；还有 ${totals.waiting} 次等队长确认` : ''}。</p>
<a class="button plain" href="${VOLUNTEER_HOME}">查看</a>`,
      )}
${led.map(({ teamId, teamName }) => html`<div class="panel"><h3>${teamName}</h3><p>您是队长。</p><a class="button plain" href="${teamAddress(teamId)}" aria-label="管理：${teamName}">管理</a></div>`)}`;
      return { content, isTheirTurn: false };
    },
    registerPages: (door) => registerVolunteerPages(door, means),
  };
}
