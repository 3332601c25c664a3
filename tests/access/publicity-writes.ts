import { completeArticle } from '#tests/support/articles.ts';
import { samplePicture } from '#tests/support/sample-files.ts';
import { sql } from 'kysely';
import type { House } from './open-house.ts';
import { XINHUA } from './places.ts';
import { send, upload } from './question.ts';
import { numberOf } from './number-of.ts';
import type { Write } from './writes.ts';

const CLERK = 'districtCivilAffairsStaff';
const articleOf = (house: House) => numberOf(house, sql`select max(id) as id from publicity_articles where div = ${Number(XINHUA.code)}`);

export const publicityWrites: Write[] = [
  { operation: 'publicity.begin', role: CLERK, ask: () => send('POST', '/publicity/articles', { kind: 'notice' }) },
  {
    operation: 'publicity.save',
    role: CLERK,
    ask: async (house) => send('PATCH', `/publicity/articles/${await articleOf(house)}`, { version: 1, content: completeArticle('新的通知') }),
  },
  {
    operation: 'publicity.addPicture',
    role: CLERK,
    ask: async (house) => upload(`/publicity/articles/${await articleOf(house)}/pictures`, '现场.jpg', await samplePicture(40, 30)),
  },
  {
    operation: 'publicity.act',
    role: CLERK,
    ask: async (house) => send('POST', `/publicity/articles/${await articleOf(house)}/actions`, { version: 2, action: 'submit' }),
  },
];
