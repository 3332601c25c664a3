import { html } from 'hono/html';
import type { GroupSection } from '#platform/http/group-section.ts';
import { dayInChina, dayInWords } from '#shared/day.ts';
import type { Html } from '#ui/portal/page.ts';
import { listOccasionsOf, type PublicOccasion, timeInWords } from '../server/public.ts';
import { occasionAddress } from './addresses.ts';
import { placesInWords } from './occasion-words.ts';

const MOST = 5;

/** What the organization holds next, with the way to sign up, and what it held, on its public page. */
export const activitiesSection: GroupSection = {
  what: '活动',
  async show({ platform, now }, group) {
    const { coming, held } = await listOccasionsOf(platform.portalDb, group, now, MOST);
    if (coming.length + held.length === 0) return '';
    return html`${coming.length > 0 ? html`<h2>近期的活动</h2><ul class="panel announced">${coming.map(comingLine)}</ul>` : ''}${
      held.length > 0 ? html`<h2>办过的活动</h2><ul class="panel announced">${held.map(heldLine)}</ul>` : ''
    }`;
  },
};

function comingLine(occasion: PublicOccasion): Html {
  const { id, title, startsAt, venue } = occasion;
  return html`<li><a href="${occasionAddress(id)}">${title}</a><br>${timeInWords(startsAt)} · ${venue}<br><span class="quiet">${placesInWords(occasion)}</span></li>`;
}

function heldLine({ id, title, startsAt, venue, participants }: PublicOccasion): Html {
  return html`<li><a href="${occasionAddress(id)}">${title}</a><br><span class="quiet">${dayInWords(dayInChina(startsAt))} · ${venue}${participants === null ? '' : ` · ${participants} 人参加`}</span></li>`;
}
