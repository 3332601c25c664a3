import { html } from 'hono/html';
import type { GroupSection } from '#platform/http/group-section.ts';
import { listArticlesAbout } from '../server/public.ts';
import { articleLine } from './articles-page.ts';

const MOST = 5;

/** What offices have said of the organization, on its public page. */
export const articlesSection: GroupSection = {
  what: '相关的新闻和案例',
  async show({ platform, today }, group) {
    const articles = await listArticlesAbout(platform.portalDb, today, group, MOST);
    if (articles.length === 0) return '';
    return html`<h2>相关的新闻和案例</h2>
<ul class="panel announced">${articles.map((article) => articleLine(article, today))}</ul>`;
  },
};
