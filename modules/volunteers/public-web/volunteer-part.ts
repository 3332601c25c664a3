import { html } from 'hono/html';
import type { PersonPart } from '#platform/http/person-part.ts';
import type { Html } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';
import { dayInWords } from '#shared/day.ts';
import { durationInWords, getOwnVolunteer, type LedDuties, listLedDuties, type VolunteerMeans } from '../server/public.ts';
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
      const duties = await listLedDuties(context, Number(volunteer.id));
      const content = html`${panel(
        'info',
        html`<p>今年已确认 ${totals.services} 次，共 ${durationInWords(totals.minutes)}${totals.waiting > 0 ? `；还有 ${totals.waiting} 次等队长确认` : ''}。</p>
<a class="button plain" href="${VOLUNTEER_HOME}">查看</a>`,
      )}
${led.map(({ teamId, teamName }) =>
  ledPanel(
    teamId,
    teamName,
    duties.find((one) => String(one.teamId) === teamId),
  ),
)}`;
      return { content, isTheirTurn: duties.some(({ asked, waiting }) => asked + waiting > 0) };
    },
    registerPages: (door) => registerVolunteerPages(door, means),
  };
}

/** It is the leader's turn while somebody asked to join or minutes wait. */
function ledPanel(teamId: string, teamName: string, duties: LedDuties | undefined): Html {
  const { asked = 0, waiting = 0, overdue = 0, dueOn = null } = duties ?? {};
  const toConfirm =
    overdue > 0
      ? `${waiting} 条服务记录等您确认，其中 ${overdue} 条已过期限，请尽快确认。`
      : `${waiting} 条服务记录等您确认${dueOn === null ? '' : `，最早一条请在 ${dayInWords(dueOn)}前确认`}。`;
  return panel(
    asked + waiting > 0 ? 'warning' : 'info',
    html`<h3>${teamName}</h3><p>您是队长。${asked > 0 ? `${asked} 人申请加入。` : ''}${waiting > 0 ? toConfirm : ''}</p>
<a class="button${asked + waiting > 0 ? '' : ' plain'}" href="${teamAddress(teamId)}" aria-label="${asked + waiting > 0 ? '去办理' : '管理'}：${teamName}">${asked + waiting > 0 ? '去办理' : '管理'}</a>`,
  );
}
