import { describe, expect, it } from 'vitest';
import { articlesOf, assembleCharter, type CharterFacts, charterText, chineseNumeral, gapsOfCharter, helpFor } from './charter.ts';

const FACTS: CharterFacts = {
  name: '夕阳红合唱队',
  place: '曙光街街道新新街社区',
  category: '文体娱乐类',
  purpose: '丰富居民文化生活',
  scopes: ['合唱', '演出'],
  venue: '社区活动室',
  authority: '曙光街街道办事处',
  memberCount: 20,
  termYears: 3,
};
const HAINAN = '460105001001';
const PINGDINGSHAN = '410402001001';

describe('a charter from the outline', () => {
  const text = assembleCharter(FACTS);

  it('says everything a charter must say, in 海南 too', () => expect(gapsOfCharter(text, HAINAN)).toEqual([]));

  it('numbers its articles through the chapters', () => {
    expect(text).toMatch(/^夕阳红合唱队章程\n\n第一章　总则\n第一条　本组织的名称是夕阳红合唱队。/);
    expect(text).toContain('第十五条');
    expect(text.match(/^第.{1,3}条　/gm)).toHaveLength(15);
  });

  it('without one article is found to lack it', () => {
    const lines = text.split('\n');
    const articles = lines.filter((line) => /^第.{1,3}条　/.test(line));
    const unnoticed = articles.filter((article) => gapsOfCharter(lines.filter((line) => line !== article).join('\n'), PINGDINGSHAN).length === 0);
    // what others mention as well cannot be missed by words alone
    expect(unnoticed.length).toBeLessThan(articles.length / 2);
  });

  it('without the party clause is demanded to have it in 海南 and nowhere else (HN L41)', () => {
    const without = text.replace(/^第四条.*$/m, '');
    const party = (division: string) => gapsOfCharter(without, division).filter(({ title }) => title.startsWith('党的领导'));
    expect([party(HAINAN), party(PINGDINGSHAN)].map((gaps) => gaps.map(({ clause, isDemanded }) => [clause, isDemanded]))).toEqual([
      [['HN L41', true]],
      [['HN L41', false]],
    ]);
  });
});

describe('the articles of a charter', () => {
  const text = assembleCharter(FACTS);

  it('are read out of the text and give the same text again', () => {
    const read = articlesOf(text);
    expect(read?.articles).toHaveLength(15);
    expect(charterText(read?.title ?? '', read?.articles ?? [])).toBe(text);
    expect(articlesOf('我们约定：每周排练。')).toBeUndefined();
    expect(articlesOf('')).toBeUndefined();
  });

  it('are numbered anew when one goes or comes', () => {
    const { title, articles } = articlesOf(text) ?? { title: '', articles: [] };
    const more = [...articles.slice(0, 2), { chapter: '总则', text: '本组织的活动\n分两队进行。' }, ...articles.slice(3)];
    expect(articlesOf(charterText(title, more))?.articles).toEqual(more);
    expect(charterText(title, articles.slice(1))).toContain('第十四条　');
  });

  it('know what the outline says of each, and offer other wordings that say as much', () => {
    const { title, articles } = articlesOf(text) ?? { title: '', articles: [] };
    const help = helpFor(articles, FACTS);
    expect(help.map((one) => one?.title)[3]).toBe('党的领导和社会主义核心价值观');
    const chosen = help.flatMap((one, index) => (one?.wordings ?? []).map((wording) => ({ index, wording })));
    expect(chosen).toHaveLength(21);
    for (const { index, wording } of chosen) {
      const other = articles.with(index, { chapter: articles[index]?.chapter ?? '', text: wording.text });
      expect([wording.label, gapsOfCharter(charterText(title, other), HAINAN)]).toEqual([wording.label, []]);
    }
  });
});

it.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [25, '二十五'],
])('%i is %s', (number, words) => expect(chineseNumeral(number)).toBe(words));
