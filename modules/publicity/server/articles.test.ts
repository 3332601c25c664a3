/** An article's way from the first word until it is taken down, on the real divisions of 平顶山. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { grantsOf } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { readPublicFile } from '#platform/files/public-files.ts';
import { readFile } from '#platform/files/read-file.ts';
import { inTransaction } from '#platform/db/database.ts';
import { completeArticle, paragraphs } from '#tests/support/articles.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { CAMERA_PLACE, samplePhoto } from '#tests/support/sample-files.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { type ArticleContent, EMPTY_CONTENT } from '../contract/article.ts';
import type { ArticleKindId } from '../contract/kinds.ts';
import { ARTICLE_ACTION_IDS, ARTICLE_STATE_IDS, type ArticleAction, transitionOf } from '../contract/workflow.ts';
import { actOnArticle } from './commands/act-on-article.ts';
import { addPicture } from './commands/add-picture.ts';
import { beginArticle } from './commands/begin-article.ts';
import { saveArticle } from './commands/save-article.ts';
import { pictureKeeper } from './article-pictures.ts';
import { carryArticles } from './history-store.ts';
import type { PublicityMeans } from './means.ts';
import { getArticle, getPastVersion } from './queries/get-article.ts';
import { listArticles } from './queries/list-articles.ts';
import { findPublicArticle, listArticlesAbout, listPublicArticles } from './queries/public-articles.ts';

const { db, portal } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
const STREET = 410_402_001_000;
let isAlone = false;
const means: PublicityMeans = {
  hasOtherReviewer: async () => !isAlone,
  findTargets: async () => [],
  nameTarget: async (_context, _kind, target) => (target === 'none' ? undefined : `名称${target}`),
};
const as = (
  role: 'streetStaff' | 'districtCivilAffairsStaff' | 'neighborhoodCommitteeStaff' | 'csoMember',
  div: number,
  level: 'township' | 'county' | 'community',
  id: string,
): Context => ({
  ...operator,
  actor: actorAs(role, div, level, id),
});
const writer = as('streetStaff', STREET, 'township', 'writer');
const reviewer = as('streetStaff', STREET, 'township', 'reviewer');
const county = as('districtCivilAffairsStaff', 410_402_000_000, 'county', 'county');
const neighbor = as('streetStaff', 410_402_002_000, 'township', 'neighbor');
const onlooker = as('csoMember', 410_402_001_001, 'community', 'onlooker');

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402'] });
}, 60_000);

async function write(content: Partial<ArticleContent> = {}, kind: ArticleKindId = 'news', context = writer): Promise<number> {
  return beginArticle(context, means, { kind, content: completeArticle('邻里节开幕', content) });
}

async function act(context: Context, id: number, action: ArticleAction, reason?: string): Promise<void> {
  const { version } = await getArticle(context, means, id);
  await actOnArticle(context, means, { id, version, action, reason });
}

async function publish(content: Partial<ArticleContent> = {}): Promise<number> {
  const id = await write(content);
  await act(writer, id, 'submit');
  await act(reviewer, id, 'publish');
  return id;
}

const seen = (id: number, today = operator.today) => findPublicArticle(portal, today, id);

describe('the table', () => {
  it('knows one row at most for a state and an action, and every state can be left', () => {
    const pairs = ARTICLE_STATE_IDS.flatMap((state) => ARTICLE_ACTION_IDS.flatMap((action) => transitionOf(state, action) ?? []));
    expect(pairs).toHaveLength(9);
    for (const state of ARTICLE_STATE_IDS) expect(pairs.some(({ from }) => from === state)).toBe(true);
  });

  it('refuses what is no row of it', async () => {
    const id = await write();
    for (const action of ARTICLE_ACTION_IDS.filter((one) => transitionOf('draft', one) === undefined))
      await expect(act(writer, id, action)).rejects.toMatchObject({ code: 'ARTICLE_IMPOSSIBLE' });
  });
});

describe('an article', () => {
  it('is seen only from its review until it is taken down', async () => {
    const id = await write();
    expect(await seen(id)).toBeUndefined();
    await act(writer, id, 'submit');
    expect(await seen(id)).toBeUndefined();
    await act(reviewer, id, 'publish');
    expect(await seen(id)).toMatchObject({ title: '邻里节开幕', organ: '某单位' });
    await act(reviewer, id, 'withdraw', '日期写错了');
    expect(await seen(id)).toBeUndefined();
    const { steps, versions, state } = await getArticle(writer, means, id);
    expect(state).toBe('withdrawn');
    expect(steps.map(({ action }) => action)).toEqual(['撤下', '审核通过，发布', '提交审核', '起草']);
    expect(steps[0]?.note).toBe('日期写错了');
    expect(versions.map(({ isLive }) => isLive)).toEqual([false]);
  });

  it('leaves an entry in the trail for each step', async () => {
    const id = await publish();
    const { rows } = await sql<{ action: string }>`select action from audit_entries where subject_id = ${String(id)} order by number`.execute(db);
    expect(rows.map(({ action }) => action)).toEqual(['publicity.begin', 'publicity.submit', 'publicity.publish']);
  });

  it('is shown from its day until its last day', async () => {
    const id = await publish({ publishOn: '2023-12-01', endsOn: '2023-12-31' });
    expect(await Promise.all(['2023-11-30', '2023-12-01', '2023-12-31', '2024-01-01'].map(async (day) => (await seen(id, day)) !== undefined))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect((await getArticle(writer, means, id)).shown).toBe('later');
  });

  it('that is revised keeps showing what was reviewed until the new text is', async () => {
    const id = await publish();
    await act(writer, id, 'revise');
    const { version } = await getArticle(writer, means, id);
    await saveArticle(writer, means, { id, version, content: completeArticle('改过的标题', { correction: '标题写错了，已改' }) });
    expect(await seen(id)).toMatchObject({ title: '邻里节开幕', corrections: [] });
    await act(writer, id, 'submit');
    await act(reviewer, id, 'publish');
    expect(await seen(id)).toMatchObject({ title: '改过的标题' });
    const { versions } = await getArticle(writer, means, id);
    expect(versions.map(({ isLive }) => isLive)).toEqual([true, false]);
    expect((await getPastVersion(writer, id, versions[1]?.number ?? 0)).content.title).toBe('邻里节开幕');
  });

  it('tells people what was corrected in what they have seen, each time, and nothing of what nobody saw', async () => {
    const id = await publish();
    const correct = async (correction: string) => {
      await act(writer, id, 'revise');
      const before = await getArticle(writer, means, id);
      expect([before.corrects, before.content.correction]).toEqual([true, '']);
      await expect(act(writer, id, 'submit')).rejects.toMatchObject({ code: 'ARTICLE_INCOMPLETE', fields: [{ path: 'correction' }] });
      await saveArticle(writer, means, { id, version: before.version, content: completeArticle('邻里节改期', { correction }) });
      await act(writer, id, 'submit');
      await act(reviewer, id, 'publish');
    };
    await correct('开幕日期由 6 月 3 日改为 6 月 10 日');
    await correct(' 地点改在文化广场 ');
    const notes = (await seen(id))?.corrections;
    expect(notes).toEqual([
      { correctedOn: operator.today, note: '地点改在文化广场' },
      { correctedOn: operator.today, note: '开幕日期由 6 月 3 日改为 6 月 10 日' },
    ]);
    const { version } = await getArticle(writer, means, id);
    await act(writer, id, 'revise');
    const numbers = { id, version: version + 1, content: completeArticle('邻里节', { correction: '问 13800138000' }) };
    await expect(saveArticle(writer, means, numbers)).rejects.toMatchObject({ code: 'ARTICLE_NUMBERS' });
    await act(reviewer, id, 'withdraw', '重复');
    const { rows } = await sql`select * from publicity_published_corrections where article_id = ${id}`.execute(portal);
    expect(rows).toEqual([]);

    const later = await publish({ publishOn: '2023-12-01' });
    await act(writer, later, 'revise');
    await act(writer, later, 'submit');
    await act(reviewer, later, 'publish');
    expect((await seen(later, '2023-12-01'))?.corrections).toEqual([]);
  });

  it('is a draft as it was typed, half finished', async () => {
    const id = await beginArticle(writer, means, { kind: 'training' });
    await saveArticle(writer, means, { id, version: 1, content: { ...EMPTY_CONTENT, title: '培', fields: { place: '', applyUntil: '2023-12-01' } } });
    const article = await getArticle(writer, means, id);
    expect(article.content).toMatchObject({ title: '培', fields: { applyUntil: '2023-12-01' } });
    expect(article.missing.map(({ path }) => path)).toContain('fields.howToApply');
    await expect(act(writer, id, 'submit')).rejects.toMatchObject({ code: 'ARTICLE_INCOMPLETE' });
  });

  it.each<[string, ArticleKindId, Partial<ArticleContent>, string]>([
    ['a field that its kind has not', 'news', { fields: { applyUntil: '2023-12-01' } }, 'ARTICLE_FIELD_UNKNOWN'],
    ['a day that is none', 'training', { fields: { applyUntil: '明天' } }, 'ARTICLE_FIELD_UNKNOWN'],
    ['a choice that is not offered', 'training', { fields: { mode: '别的' } }, 'ARTICLE_FIELD_UNKNOWN'],
    ['money as a text', 'funding', { fields: { most: '三万' } }, 'ARTICLE_FIELD_UNKNOWN'],
    ['a phone in a field', 'training', { fields: { howToApply: '找张三 13800138000' } }, 'ARTICLE_NUMBERS'],
    ['an ID number in the text', 'news', { body: paragraphs('身份证号110101199003074514的居民') }, 'ARTICLE_NUMBERS'],
    ['a link to nothing', 'news', { links: [{ kind: 'organization', target: 'none', name: '无' }] }, 'ARTICLE_LINK_UNKNOWN'],
  ])('does not take %s', async (_name, kind, content, code) => {
    await expect(write(content, kind)).rejects.toMatchObject({ code });
  });

  it('says in which order days have to be', async () => {
    const id = await write({ publishOn: '2023-12-05', endsOn: '2023-12-01', pinnedUntil: '2023-12-31' });
    expect((await getArticle(writer, means, id)).missing.map(({ path }) => path)).toEqual(['endsOn', 'pinnedUntil']);
  });

  it('knows what it is about, by the names of today, and only while it is seen', async () => {
    const id = await publish({ links: [{ kind: 'duty', target: 'guangzhou-2021/GZ-D69', name: '随便写的' }] });
    const links = async () => (await sql`select name from publicity_published_links where article_id = ${id}`.execute(portal)).rows;
    expect(await links()).toEqual([{ name: '名称guangzhou-2021/GZ-D69' }]);
    await act(reviewer, id, 'withdraw', '重复');
    expect(await links()).toEqual([]);
  });
});

describe('two pairs of eyes', () => {
  it('whoever wrote it does not review it while the office has somebody else', async () => {
    const id = await write();
    await act(writer, id, 'submit');
    await expect(act(writer, id, 'publish')).rejects.toMatchObject({ code: 'ARTICLE_OWN_WORK' });
    const publishing = (await getArticle(writer, means, id)).abilities.find(({ action }) => action === 'publish');
    expect(publishing).toMatchObject({ allowed: false, reasons: ['您写过或改过这篇稿件，请本单位其他同事审核。'] });
  });

  it('nor whoever changed it', async () => {
    const id = await write();
    await saveArticle(reviewer, means, { id, version: 1, content: completeArticle('改') });
    await act(writer, id, 'submit');
    await expect(act(reviewer, id, 'publish')).rejects.toMatchObject({ code: 'ARTICLE_OWN_WORK' });
  });

  it('an office of one reviews itself, and the history says so', async () => {
    isAlone = true;
    const id = await write();
    await act(writer, id, 'submit');
    await act(writer, id, 'publish');
    isAlone = false;
    expect((await getArticle(writer, means, id)).steps[0]?.note).toContain('自审');
  });

  it('whoever may write but not review is offered no review, and cannot', async () => {
    const id = await write();
    await act(writer, id, 'submit');
    const clerk: Context = { ...reviewer, actor: { ...reviewer.actor, id: 'clerk', grants: grantsOf(['publicity.read', 'publicity.write']) } };
    const offered = async (who: Context) => (await getArticle(who, means, id)).abilities.map(({ action }) => action);
    expect([(await offered(reviewer)).includes('publish'), (await offered(clerk)).includes('publish')]).toEqual([true, false]);
    await expect(act(clerk, id, 'publish')).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    expect(await seen(id)).toBeUndefined();
  });

  it('nobody changes what is being reviewed, and no other office what is a draft', async () => {
    const id = await write();
    const save = (context: Context, version: number) => saveArticle(context, means, { id, version, content: completeArticle('别的话') });
    await expect(save(county, 1)).rejects.toMatchObject({ code: 'ARTICLE_OTHER_OFFICE' });
    await act(writer, id, 'submit');
    await expect(save(writer, 2)).rejects.toMatchObject({ code: 'ARTICLE_IMPOSSIBLE' });
    expect((await getArticle(writer, means, id)).content.title).toBe('邻里节开幕');
  });

  it('whoever sends it back or takes it down says why', async () => {
    const id = await write();
    await act(writer, id, 'submit');
    await expect(act(reviewer, id, 'return')).rejects.toMatchObject({ code: 'ARTICLE_REASON_NEEDED' });
    await act(reviewer, id, 'return', '电话 13800138000 不要写');
    expect((await getArticle(writer, means, id)).steps[0]?.note).toBe('电话 138****8000 不要写');
  });
});

describe('places', () => {
  it('an office above sees and takes down, and does nothing else', async () => {
    const id = await publish();
    const { abilities, mayEdit } = await getArticle(county, means, id);
    expect([mayEdit, abilities.map(({ action }) => action)]).toEqual([false, ['withdraw']]);
    await expect(act(county, id, 'revise')).rejects.toMatchObject({ code: 'ARTICLE_OTHER_OFFICE' });
    await act(county, id, 'withdraw', '与事实不符');
    expect(await seen(id)).toBeUndefined();
  });

  it('beside it nothing is there', async () => {
    const id = await publish();
    const gone = { code: 'ARTICLE_NOT_FOUND' };
    await expect(getArticle(neighbor, means, id)).rejects.toMatchObject(gone);
    await expect(getPastVersion(neighbor, id, 2)).rejects.toMatchObject(gone);
    await expect(actOnArticle(neighbor, means, { id, version: 3, action: 'withdraw', reason: '不该' })).rejects.toMatchObject(gone);
    await expect(saveArticle(neighbor, means, { id, version: 3, content: EMPTY_CONTENT })).rejects.toMatchObject(gone);
    expect((await listArticles(neighbor, { limit: 50, withTotal: true })).total).toBe(0);
  });

  it('a list of one division holds that part alone, and of one above the own part', async () => {
    const total = async (context: Context, division?: number) =>
      (await listArticles(context, { limit: 1, withTotal: true, ...(division && { division: String(division) }) })).total;
    const before = await total(county, 410_402_002_000);
    await write({}, 'news', neighbor);
    expect(await total(county, 410_402_002_000)).toBe(Number(before) + 1);
    expect(await total(county)).toBeGreaterThan(Number(before) + 1);
    expect(await total(neighbor, 410_400_000_000)).toBe(await total(neighbor));
    await expect(total(neighbor, STREET)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });

  it('whoever may only read edits nothing, and who may not read opens no picture', async () => {
    const id = await write();
    const colleague = (verb: string): Context => ({ ...writer, actor: { ...writer.actor, id: 'colleague', grants: grantsOf([verb]) } });
    expect([(await getArticle(writer, means, id)).mayEdit, (await getArticle(colleague('publicity.read'), means, id)).mayEdit]).toEqual([true, false]);
    const picture = { id: 1, ownerId: id, part: null, district: 410402, div: STREET };
    const reach = (verb: string) => pictureKeeper.reachOf(colleague(verb), picture);
    expect([await reach('publicity.read'), await reach('publicity.write')]).toEqual(['reads', 'none']);
  });

  it('without the right nothing is done', async () => {
    for (const refused of [
      beginArticle(onlooker, means, { kind: 'news' }),
      getArticle(onlooker, means, 1),
      listArticles(onlooker, { limit: 1, withTotal: false }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
  });

  it('an article follows its office when the tree changes', async () => {
    const committee = as('neighborhoodCommitteeStaff', 410_402_003_001, 'community', 'mover');
    const id = await write({}, 'news', committee);
    await carryOutOperation(operator, { kind: 'move', code: '410402003001', to: '410402004', newCode: '410402004999', onDay: '2023-11-10', reason: '批复' });
    const { rows } = await sql<{ div: number }>`select div from publicity_articles where id = ${id}`.execute(db);
    expect(String(rows[0]?.div)).toMatch(/^410402004/);
  });
});

describe('two at once', () => {
  it('whoever saves second is told, and nothing is lost', async () => {
    const id = await write();
    const save = (title: string) => saveArticle(writer, means, { id, version: 1, content: completeArticle(title) });
    const outcomes = await Promise.allSettled([save('一'), save('二')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'ARTICLE_CHANGED' } });
  });

  it('is published once', async () => {
    const id = await write();
    await act(writer, id, 'submit');
    const { version } = await getArticle(reviewer, means, id);
    const once = () => actOnArticle(reviewer, means, { id, version, action: 'publish' });
    const outcomes = await Promise.allSettled([once(), once()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('what a place is told', () => {
  const ask = (key: number, more = {}) =>
    listPublicArticles(portal, '2023-11-20', { key, range: { from: key, to: key + (key % 1000 === 0 ? 1000 : 1) }, ...more });

  it('is what is said there, below and above, what is pinned first', async () => {
    const plain = await publish({ title: '普通的一篇' });
    const pinned = await publish({ title: '置顶的一篇', pinnedUntil: '2023-12-31' });
    const street = await ask(STREET);
    expect(street.pinned.map(({ id }) => id)).toContain(pinned);
    expect(street.items.map(({ id }) => id)).toContain(plain);
    expect(street.items.map(({ id }) => id)).not.toContain(pinned);
    const community = await ask(410_402_001_001);
    expect([...community.pinned, ...community.items].map(({ id }) => id)).toEqual(expect.arrayContaining([plain, pinned]));
    expect((await ask(410_402_002_000)).items.map(({ id }) => id)).not.toContain(plain);
  });

  it('goes page by page through an index, each article once', async () => {
    for (let number = 0; number < 45; number += 1) await publish({ title: `第${number}篇翻页` });
    const ids: number[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await ask(STREET, { q: '翻页', after });
      ids.push(...items.map(({ id }) => id));
      after = next;
    } while (after !== undefined);
    expect([ids.length, new Set(ids).size]).toEqual([45, 45]);
    const plan = await db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      return sql`explain select id from publicity_articles where live_version is not null and district = 410402 and div = ${STREET} order by live_from desc, id desc limit 21`.execute(
        tx,
      );
    });
    expect(JSON.stringify(plan.rows)).toContain('publicity_articles_live_by_place');
  }, 60_000);

  it('is nothing at all where nobody has said anything, and for a made-up page', async () => {
    expect(await listPublicArticles(portal, '2020-01-01', { key: STREET, range: { from: STREET, to: STREET + 1000 }, after: 'x' })).toEqual({
      pinned: [],
      items: [],
      next: undefined,
    });
  });
});

describe('pictures in the text', () => {
  const showing = ({ id, width, height }: PresentedFile): ArticleContent['body'] => ({
    type: 'doc',
    content: [...paragraphs('现场照片').content, { type: 'picture', attrs: { file: id, alt: '居民在包饺子', width: width ?? 1, height: height ?? 1 } }],
  });
  const photo = async (id: number, context = writer) => addPicture(context, { id, name: '现场.jpg', content: await samplePhoto() });
  const save = async (id: number, content: Partial<ArticleContent>) => {
    const { version } = await getArticle(writer, means, id);
    await saveArticle(writer, means, { id, version, content: completeArticle('邻里节开幕', content) });
  };
  const bytesOf = async (file: string) => {
    const { content } = await readPublicFile(operator, Number(file), 'medium');
    return Buffer.concat(await Array.fromAsync(content.read(0, content.size)));
  };

  it('are public from the review of the version that shows them until it is taken down, without what the camera wrote', async () => {
    const id = await write();
    const file = await photo(id);
    await save(id, { body: showing(file) });
    await expect(bytesOf(file.id)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await act(writer, id, 'submit');
    await act(reviewer, id, 'publish');
    expect((await bytesOf(file.id)).includes(CAMERA_PLACE)).toBe(false);
    // the next version is written without it; people see the old one until it is reviewed
    await act(writer, id, 'revise');
    await save(id, { correction: '去掉了一张图片' });
    expect((await bytesOf(file.id)).length).toBeGreaterThan(100);
    await act(writer, id, 'submit');
    await act(reviewer, id, 'publish');
    await expect(bytesOf(file.id)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('go with an article that is taken down', async () => {
    const id = await write();
    const file = await photo(id);
    await save(id, { body: showing(file) });
    await act(writer, id, 'submit');
    await act(reviewer, id, 'publish');
    await act(county, id, 'withdraw', '内容有误');
    await expect(bytesOf(file.id)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('are those of their own article only', async () => {
    const [one, other] = [await write(), await write()];
    const file = await photo(one);
    await expect(save(other, { body: showing(file) })).rejects.toMatchObject({ code: 'ARTICLE_PICTURE_UNKNOWN' });
    await expect(beginArticle(writer, means, { kind: 'news', content: completeArticle('新闻', { body: showing(file) }) })).rejects.toMatchObject({
      code: 'ARTICLE_PICTURE_UNKNOWN',
    });
  });

  it('are added by the office that speaks, while it writes', async () => {
    const id = await write();
    await expect(photo(id, county)).rejects.toMatchObject({ code: 'ARTICLE_OTHER_OFFICE' });
    await expect(photo(id, neighbor)).rejects.toMatchObject({ code: 'ARTICLE_NOT_FOUND' });
    await expect(photo(id, onlooker)).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    const file = await photo(id);
    expect((await readFile(county, [pictureKeeper], { id: Number(file.id), size: 'small' })).contentType).toBe('image/jpeg');
    await expect(readFile(neighbor, [pictureKeeper], { id: Number(file.id), size: 'small' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await act(writer, id, 'submit');
    await expect(photo(id)).rejects.toMatchObject({ code: 'ARTICLE_IMPOSSIBLE' });
  });
});

describe('two organizations that become one', () => {
  const about = async (id: string) => (await listArticlesAbout(portal, operator.today, { id: Number(id), districts: [410_402] }, 10)).map((line) => line.id);
  const linked = (...targets: string[]) => ({ links: targets.map((target) => ({ kind: 'organization' as const, target, name: '' })) });

  it('share what was said about either', async () => {
    const [gone, stays] = ['410402000000071', '410402000000072'];
    const [one, both] = [await publish(linked(gone)), await publish(linked(gone, stays))];
    await inTransaction(db, (tx) => carryArticles(tx, Number(gone), Number(stays)));
    expect(await about(gone)).toEqual([]);
    expect((await about(stays)).toSorted()).toEqual([one, both].toSorted());
  });

  it('are one in an article that was written before and is published after', async () => {
    const [gone, stays] = ['410402000000073', '410402000000074'];
    const id = await write(linked(gone));
    await sql`insert into organization_merges (district, removed_id, kept_id, removed_name, reason, moved, merged_at, merged_by, merged_by_name)
      values (410402, ${gone}, ${stays}, '旧名', '同一个', '{}', ${operator.now}, 'test', '测试')`.execute(db);
    await act(writer, id, 'submit');
    await act(reviewer, id, 'publish');
    expect(await about(stays)).toEqual([id]);
  });
});
