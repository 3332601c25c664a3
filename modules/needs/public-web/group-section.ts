import { html } from 'hono/html';
import type { GroupSection } from '#platform/http/group-section.ts';
import { findPublicRatings, type PublicRatings } from '../server/public.ts';

/** What residents say of the services of the organization, on its public page (MCA-D02: 成效让群众评判). */
export const ratingsSection: GroupSection = {
  what: '居民评价',
  async show({ platform }, group) {
    const found = await findPublicRatings(platform.portalDb, group);
    return found ? html`<h2>居民评价</h2><p class="panel">${ratingsInWords(found)}</p>` : '';
  },
};

function ratingsInWords({ ratings, good }: PublicRatings): string {
  if (good === null) return `有 ${ratings} 位居民评价过它的服务。人数还少，先不算满意率。`;
  return `${ratings} 位居民评价过它的服务，${good} 位给了四星或五星，满意率 ${Math.round((good / ratings) * 100)}%。`;
}
