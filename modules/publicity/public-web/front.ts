import { html } from 'hono/html';
import { findPublicPlace } from '#modules/divisions/server/public.ts';
import type { FrontPart } from '#platform/http/front-part.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { listPublicArticles } from '../server/public.ts';
import { articlesAddress } from './addresses.ts';
import { articleLine } from './articles-page.ts';

const MOST = 5;
const EVERYWHERE = { from: 0, to: 1e12 };

/** News and calls on the front page, the newest of the place first. */
export const articlesFront: FrontPart = {
  links: [
    { door: 'open', name: '资讯与公开', what: '新闻、通知、政策、案例、荣誉', address: (place) => articlesAddress(place?.key ?? NATION_KEY) },
    { door: 'open', name: '培训招募', what: '可以报名的培训', address: (place) => articlesAddress(place?.key ?? NATION_KEY, { kind: 'training' }) },
    { door: 'open', name: '项目征集', what: '可以申报的资金和项目', address: (place) => articlesAddress(place?.key ?? NATION_KEY, { kind: 'funding' }) },
  ],
  async section({ context }, place) {
    const { portalDb } = context.platform;
    const key = place?.key ?? NATION_KEY;
    const range = (await findPublicPlace(portalDb, key, context.today))?.range ?? EVERYWHERE;
    const { pinned, items } = await listPublicArticles(portalDb, context.today, { key, range });
    const lines = [...pinned, ...items].slice(0, MOST);
    if (lines.length === 0) return '';
    return html`<h2>${place ? '这里的新消息' : '新消息'}</h2><ul class="panel announced">${lines.map((line) => articleLine(line, context.today))}</ul>
<p><a class="button plain" href="${articlesAddress(key)}">看全部</a></p>`;
  },
};
