/** What anybody sees of articles, over HTTP, through the role of the public pages. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { publicityMeans } from '#apps/server/publicity-means.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { completeArticle } from '#tests/support/articles.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import type { ArticleContent } from '../contract/article.ts';
import type { ArticleKindId } from '../contract/kinds.ts';
import { writeReads } from '../server/count-reads.ts';
import { actOnArticle } from '../server/commands/act-on-article.ts';
import { beginArticle } from '../server/commands/begin-article.ts';
import { createDemonstrationArticles } from '../server/commands/create-demonstration-articles.ts';
import { saveArticle } from '../server/commands/save-article.ts';
import { removeDemonstrationArticles } from '../server/commands/remove-demonstration-articles.ts';

const { db, portal } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal, signIn: { address: 'https://wotu.example' } });
const STREET = 410_402_001_000;
const writer: Context = { ...operator, actor: actorAs('streetStaff', STREET, 'township', 'writer') };
const HOSTILE = '<script>alert("标题")</script>';
const ids = { hostile: 0, training: 0, later: 0, draft: 0, over: 0 };
let app: FastifyInstance;

async function publish(kind: ArticleKindId, content: ArticleContent): Promise<number> {
  const id = await beginArticle(writer, publicityMeans, { kind, content });
  await actOnArticle(writer, publicityMeans, { id, version: 1, action: 'submit' });
  await actOnArticle(writer, publicityMeans, { id, version: 2, action: 'publish' });
  return id;
}

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402'] });
  ids.hostile = await publish('news', completeArticle(HOSTILE, { organ: '"><img src=x onerror=alert(1)>' }));
  ids.training = await publish(
    'training',
    completeArticle('骨干培训班', {
      fields: {
        organizer: '区民政局',
        startsOn: '2023-12-10',
        place: '三楼',
        audience: ['骨干成员'],
        applyUntil: '2023-12-01',
        howToApply: '到街道报名。',
      },
    }),
  );
  ids.later = await publish('news', completeArticle('明天的新闻', { publishOn: '2023-11-21' }));
  ids.over = await publish('notice', completeArticle('昨天的通知', { endsOn: '2023-11-19' }));
  ids.draft = await beginArticle(writer, publicityMeans, { kind: 'news', content: completeArticle('没写完的') });
  ({ app } = await createServer({ platform: operator.platform, log: false }));
}, 60_000);
afterAll(() => app.close());

const visit = (url: string) => app.inject({ method: 'GET', url });

describe('the public pages of articles', () => {
  it('show a title that looks like a tag as words, in the list, on the page, in its marks and in the feed', async () => {
    for (const url of [`/articles?place=${STREET}`, `/articles/${ids.hostile}`, `/articles/feed?place=${STREET}`]) {
      const { body, statusCode } = await visit(url);
      expect(statusCode).toBe(200);
      expect(body).toContain('&lt;script&gt;alert(&quot;标题&quot;)');
      expect(body).not.toContain('<script>alert');
      expect(body).not.toContain('<img');
    }
  });

  it('say above a text what was corrected in the one that people had seen', async () => {
    const id = await publish('notice', completeArticle('邻里节'));
    const act = (version: number, action: 'revise' | 'submit' | 'publish') => actOnArticle(writer, publicityMeans, { id, version, action });
    await act(3, 'revise');
    await saveArticle(writer, publicityMeans, { id, version: 4, content: completeArticle('邻里节', { correction: '<b>日期</b>改为 6 月 10 日' }) });
    expect((await visit(`/articles/${id}`)).body).not.toContain('更正说明');
    await act(5, 'submit');
    await act(6, 'publish');
    const { body } = await visit(`/articles/${id}`);
    expect(body).toMatch(/更正说明<\/strong><\/p><ul><li>2023年11月20日：&lt;b&gt;日期&lt;\/b&gt;改为 6 月 10 日/);
    expect(body.indexOf('更正说明')).toBeLessThan(body.indexOf('邻里节的正文'));
  });

  it.each(['later', 'over', 'draft'] as const)('know nothing of what is %s', async (which) => {
    expect((await visit(`/articles/${ids[which]}`)).statusCode).toBe(404);
    const { body } = await visit(`/articles?place=${STREET}`);
    expect([body.includes('明天的新闻'), body.includes('昨天的通知'), body.includes('没写完的')]).toEqual([false, false, false]);
  });

  it('say first until when one can apply, and how', async () => {
    const { body } = await visit(`/articles/${ids.training}`);
    expect(body).toContain('报名（申报）到<strong>2023年12月1日</strong>截止');
    expect(body).toContain('到街道报名。');
    expect((await visit(`/articles?place=${STREET}&kind=training`)).body).toContain('2023年12月1日截止');
  });

  it('bear whole addresses for whoever passes them on', async () => {
    const { body } = await visit(`/articles/${ids.training}`);
    expect(body).toContain(`<meta property="og:url" content="https://wotu.example/articles/${ids.training}">`);
    expect(body).toContain('<meta property="og:image" content="https://wotu.example/articles/share-card.png">');
    const card = await visit('/articles/share-card.png');
    expect([card.headers['content-type'], card.rawPayload.subarray(1, 4).toString()]).toEqual(['image/png', 'PNG']);
  });

  it('find by words and by kind, and say when there is nothing', async () => {
    expect((await visit(`/articles?place=${STREET}&q=${encodeURIComponent('骨干')}`)).body).toContain('骨干培训班');
    expect((await visit(`/articles?place=${STREET}&q=${encodeURIComponent('%')}`)).body).toContain('没有找到');
    expect((await visit('/articles?place=410402002000&kind=case')).body).toContain('还没有典型案例');
  });

  it.each(['/articles?place=x', '/articles?kind=none&after=%00', '/articles/0', '/articles/99999999999999999', '/articles/x', '/articles/feed?place=1&kind=2'])(
    'answer %s without an error',
    async (url) => {
      expect((await visit(url)).statusCode).toBeLessThan(500);
    },
  );

  it('are counted as read, and nothing else is kept of it', async () => {
    await writeReads(db);
    await sql`delete from publicity_reads`.execute(db);
    for (let time = 0; time < 3; time += 1) await visit(`/articles/${ids.training}`);
    await visit(`/articles/${ids.draft}`);
    await writeReads(db);
    await visit(`/articles/${ids.training}`);
    await writeReads(db);
    const { rows } = await sql`select article_id as id, day, reads from publicity_reads`.execute(db);
    expect(rows).toEqual([{ id: ids.training, day: '2023-11-20', reads: 4 }]);
  });

  it('the role of the public pages sees no draft, step or writer', async () => {
    for (const table of ['publicity_articles', 'publicity_versions', 'publicity_steps', 'publicity_reads'])
      await expect(sql`select * from ${sql.table(table)}`.execute(portal)).rejects.toThrow(/permission denied/);
  });
});

describe('demonstration articles', () => {
  it('are there, marked, and go without a trace', async () => {
    const before = (await sql`select from publicity_articles`.execute(db)).rows.length;
    const office = { accountId: '1', name: '演示' };
    const made = await createDemonstrationArticles(operator, [
      { ...office, div: STREET, voice: 'near' },
      { ...office, div: 410_402_000_000, voice: 'county' },
    ]);
    expect(made).toBeGreaterThan(4);
    expect((await visit('/articles?place=410402000000&kind=funding')).body).toContain('演示数据');
    expect(await removeDemonstrationArticles(operator)).toBe(made);
    expect((await sql`select from publicity_articles`.execute(db)).rows.length).toBe(before);
    expect(
      (
        await sql`select from publicity_versions v where not exists (select from publicity_articles a where a.district = v.district and a.id = v.article_id)`.execute(
          db,
        )
      ).rows,
    ).toEqual([]);
  });
});
