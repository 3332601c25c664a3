import { markOf } from './canaries.ts';
import { type Expectation, get, type Question, send, thingsAt, upload } from './question.ts';

const EMPTY = { type: 'doc', content: [] };
const STRANGE = { title: '', summary: '', organ: '', body: EMPTY, fields: { none: 'x' }, links: [], publishOn: null, endsOn: null, pinnedUntil: null };

/** Something done with the article of a place, in a version that nobody has seen. */
const article = (right: Expectation['right'], action: (id: number) => Question, inside: string): Expectation => ({
  right,
  ask: (house, place) => action(thingsAt(house, place).article),
  inside,
  outside: '404 ARTICLE_NOT_FOUND',
});

export const publicityAnswers: Record<string, Expectation> = {
  'publicity.list': {
    right: 'seeArticles',
    ask: (_house, { code }) => get(`/publicity/articles?withTotal=true&limit=200&division=${code}`),
    inside: '200',
    above: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'publicity.begin': {
    right: 'writeArticles',
    isPlaceless: true,
    ask: () => send('POST', '/publicity/articles', { kind: 'news', content: STRANGE }),
    inside: '422 ARTICLE_FIELD_UNKNOWN',
  },
  'publicity.get': article('seeArticles', (id) => get(`/publicity/articles/${id}`), '200'),
  'publicity.pastVersion': article('seeArticles', (id) => get(`/publicity/articles/${id}/versions/2`), '200'),
  'publicity.save': article(
    'writeArticles',
    (id) => send('PATCH', `/publicity/articles/${id}`, { version: 99, content: { ...STRANGE, fields: {} } }),
    '409 ARTICLE_CHANGED',
  ),
  'publicity.act': article(
    'writeArticles',
    (id) => send('POST', `/publicity/articles/${id}/actions`, { version: 99, action: 'publish' }),
    '409 ARTICLE_CHANGED',
  ),
  'publicity.addPicture': {
    ...article('writeArticles', (id) => upload(`/publicity/articles/${id}/pictures`, 'a.jpg', Buffer.from('no picture')), '409 ARTICLE_IMPOSSIBLE'),
    below: '403 ARTICLE_OTHER_OFFICE',
  },
  'publicity.linkTargets': {
    right: 'writeArticles',
    ask: (_house, { code }) => get(`/publicity/link-targets?kind=activity&q=${encodeURIComponent(markOf(code))}`),
    inside: '200',
    above: '200',
    outside: '200',
  },
};
