/** Plans for anybody, over HTTP, read through the role of the public pages: the offices' figures in plain words. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { spanOf } from '#engines/indicators/world.ts';
import { getPlanInForce, getProgress, publicProgress } from '#modules/plans/server/public.ts';
import { loadPlanFile } from '#modules/plans/server/commands/load-plan-files.ts';
import { planOf, planPaths } from '#tests/plans/plan-files.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { CITY, EAST, EAST_STREET, URBAN_OF_EAST, WEST, WEST_URBAN } from '#tests/support/small-world.ts';
import { demandInWords, meaningsOf, standingInWords } from './target-in-words.ts';

const { db, portal } = await createTestDatabase();
const context = productContext(db, { now: '2027-03-15T04:00:00.000Z', portalDb: portal });
const PLAN = 'qingqu-2026';
let app: FastifyInstance;

beforeAll(async () => {
  await loadSmallTree(context);
  await loadPlanFile(context, 'qingqu-2026.yaml', readFileSync(new URL('../server/fixtures/qingqu-2026.yaml', import.meta.url), 'utf8'));
  const sites = [URBAN_OF_EAST, WEST_URBAN].map((div) => ({ div, kind: '示范点', object_name: '点', designated_on: '2026-05-01' }));
  // dated after today: not counted yet
  await record(context, 'designations', [...sites, { div: WEST_URBAN, kind: '示范点', object_name: '明天的点', designated_on: '2027-03-16' }]);
  await record(context, 'trainings', [{ div: WEST, started_on: '2026-06-01' }]);
  ({ app } = await createServer({ platform: context.platform, log: false }));
}, 60_000);
afterAll(() => app.close());

const visit = (url: string, cookie = '') => app.inject({ method: 'GET', url, headers: cookie ? { cookie } : {} });

describe('public progress', () => {
  it.each([CITY, EAST, WEST])('is what the offices see, for every target at %s', async (division) => {
    const version = await getPlanInForce(portal, PLAN);
    const open = await publicProgress(portal, version, spanOf(division), context.today);
    const inner = await getProgress(context, { plan: PLAN, division: String(division) });
    const figures = open.map(({ target, value, numerator, denominator, threshold, deadline, parts }) => ({
      id: target.id,
      value,
      numerator,
      denominator,
      threshold,
      deadline,
      parts,
    }));
    expect(figures).toEqual(
      inner.targets.map(({ id, value, numerator, denominator, threshold, deadline, parts }) => ({
        id,
        value,
        numerator,
        denominator,
        threshold,
        deadline,
        parts: parts ?? [],
      })),
    );
    const standings = inner.targets.map(({ status }) => (status === 'onTrack' || status === 'atRisk' ? 'underway' : status));
    expect(open.map(({ status }) => status)).toEqual(standings);
    expect(figures.some(({ numerator }) => numerator !== null && numerator > 0)).toBe(true);
  });
});

describe('the pages', () => {
  it('list the plans, those of the place chosen first', async () => {
    expect((await visit('/plans')).body).toContain('选我的地方');
    const { statusCode, body } = await visit('/plans', `wotu_place=${URBAN_OF_EAST}`);
    expect([statusCode, body.includes('管您这里的方案'), body.includes(`href="/plans/${PLAN}"`)]).toEqual([200, true, true]);
  });

  it('say each target in a sentence with its fraction, a bar, and the way to the line of the document', async () => {
    const { statusCode, body } = await visit(`/plans/${PLAN}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('现在：2 个。');
    expect(body).toContain('<svg class="bar-picture"');
    const [, anchor = ''] = new RegExp(`href="/plans/${PLAN}/text#([^"]+)"`).exec(body) ?? [];
    expect((await visit(`/plans/${PLAN}/text`)).body).toContain(`id="${anchor}"`);
  });

  it('show a district; a street and a community are counted with theirs', async () => {
    const east = (await visit(`/plans/${PLAN}?place=${EAST}`)).body;
    expect(east).toContain('现在：1 个。');
    for (const place of [EAST_STREET, URBAN_OF_EAST])
      expect((await visit(`/plans/${PLAN}?place=${place}`)).body.match(/现在：.*?。/g)).toEqual(east.match(/现在：.*?。/g));
  });

  it.each(['place=110101000000', 'place=999999999999', 'place=abc', "place=1'--"])(
    'say that a plan does not cover a place, and show the whole: %s',
    async (query) => {
      const { statusCode, body } = await visit(`/plans/${PLAN}?${query}`);
      expect([statusCode, body.includes('这个方案不管您选的地方')]).toEqual([404, true]);
    },
  );

  it.each(['/plans/nothing', '/plans/nothing/text', "/plans/'--", '/plans/%00'])('say that there is no such plan: %s', async (url) => {
    const { statusCode, body } = await visit(url);
    expect([statusCode, body.includes('没有这个方案')]).toEqual([404, true]);
  });
});

describe('the words', () => {
  const plans = planPaths().map(planOf);

  it('mean something to a resident for every register that a plan draws on', () => {
    const shown = (target: (typeof plans)[number]['targets'][number]) => ({
      target,
      value: null,
      numerator: null,
      denominator: null,
      threshold: target.threshold,
      deadline: '2023-12-31',
      status: 'noData' as const,
      parts: [],
    });
    const silent = plans.flatMap(({ targets }) =>
      targets.filter((target) => meaningsOf(shown(target)).length !== target.evidence.length).map(({ id, evidence }) => [id, evidence]),
    );
    expect(silent).toEqual([]);
  });

  it('are whole sentences for every target, with and without figures', () => {
    for (const target of plans.flatMap(({ targets }) => targets)) {
      const figures = target.kind === 'count' ? { numerator: 3, denominator: null, value: 3 } : { numerator: 3, denominator: 4, value: 0.75 };
      for (const each of [figures, { numerator: null, denominator: null, value: null }]) {
        const shown = {
          target,
          ...each,
          threshold: target.threshold,
          deadline: '2023-12-31',
          status: 'underway' as const,
          parts: target.kind === 'parts' ? [{ name: '其中', value: each.value }] : [],
        };
        const sentences = [demandInWords(shown), standingInWords(shown)];
        expect([target.id, sentences]).toEqual([target.id, [expect.stringMatching(/^.{5,}。$/), expect.stringMatching(/^.{5,}。$/)]]);
        expect([target.id, sentences.join('')]).not.toEqual([target.id, expect.stringMatching(/undefined|null|NaN|个个|\(/)]);
      }
    }
  });
});
