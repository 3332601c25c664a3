import { html } from 'hono/html';
import type { GroupSection } from '#platform/http/group-section.ts';
import { dayInWords } from '#shared/day.ts';
import { listPublicDesignations } from '../server/public.ts';

/** What the organization was honoured with, on its public page. */
export const honoursSection: GroupSection = {
  what: '荣誉和认定',
  async show({ platform, today }, group) {
    const honours = await listPublicDesignations(platform.portalDb, today, group);
    if (honours.length === 0) return '';
    return html`<h2>荣誉和认定</h2>
<ul class="panel announced">${honours.map(
      ({ kind, objectName, issuerName, designatedOn }) =>
        html`<li><strong>${kind}</strong>：${objectName}<br><span class="quiet">${issuerName ? `${issuerName}认定，` : ''}${dayInWords(designatedOn)}</span></li>`,
    )}</ul>`;
  },
};
