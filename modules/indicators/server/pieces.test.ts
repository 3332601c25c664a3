import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { type FactBehind, factsBehind } from '#engines/indicators/behind.ts';
import { judge } from '#engines/indicators/judge.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { inTransaction } from '#platform/db/database.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { districtOf } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { SMALL_MEASURES } from '#tests/support/small-measures.ts';
import { change, loadSmallTree, productContext, record, remove } from '#tests/support/small-registers.ts';
import { CITY, EAST, EAST_STREET, EAST_TOWN, PLACEHOLDER, STREET_URBAN, TOWN_RURAL, URBAN_OF_EAST, WEST_URBAN } from '#tests/support/small-world.ts';
import { checkFigures } from './commands/check-figures.ts';
import { ensureMeasures } from './commands/ensure-measures.ts';
import { isMadeOfPieces, LARGE } from './domain/figure-pieces.ts';
import { loadWorld } from './load-world.ts';
import { listMeasures } from './measure-store.ts';
import type { FigureRow } from './queries/figure.ts';
import { figuresOfOneServer } from './queries/figures-of-one-server.ts';
import { figuresOfShards } from './queries/figures-of-shards.ts';
import { getFigures } from './queries/get-figures.ts';
import { figureOn } from './queries/judge-below-district.ts';
import { judgedOn, judgeDistrict } from './queries/judge-district.ts';
import { listFactsBehind } from './queries/list-facts-behind.ts';
import { isWanted, listJudgements } from './queries/list-judgements.ts';

const DISTRICT = districtOf(EAST);
const [, URBAN_2 = 0] = STREET_URBAN;
const [RURAL_1 = 0, RURAL_2 = 0] = TOWN_RURAL;

const { db, owner } = await createTestDatabase();
const context = productContext(db);
const { facts } = context.platform;
await loadSmallTree(context);
await inTransaction(db, (tx) =>
  ensureMeasures(
    tx,
    facts,
    SMALL_MEASURES.map(({ definition }) => definition),
    context.now,
  ),
);
const measures = await listMeasures(db);
const indexOf = (name: string) => SMALL_MEASURES.findIndex((measure) => measure.name === name);
const idOf = (name: string) => measures[indexOf(name)]?.id ?? 0;
await record(
  context,
  'organizations',
  Array.from({ length: LARGE + 1 }, (_, index) => ({
    div: index % 3 ? PLACEHOLDER : RURAL_2,
    name: `组织${index}`,
    established_on: `20${10 + (index % 14)}-0${1 + (index % 9)}-11`,
  })),
);

const pieceRows = async () =>
  (
    await sql<{
      measure_id: number;
      piece: number;
      xmin: string;
    }>`select measure_id, piece, xmin::text from figure_pieces where district = ${DISTRICT} order by 1, 2`.execute(owner)
  ).rows;

const DAYS = ['2015-05-05', '2021-12-31', '2022-06-15', '2023-11-20', '2030-01-01'];

/** The counters of the district against one judgement of all its records, and against the self-check. */
async function differences(): Promise<unknown[]> {
  const world = await loadWorld(
    db,
    facts,
    { from: CITY, to: CITY + 1e8 },
    measures.map((measure) => measure.needs),
  );
  const table = await getFigures(db, { measureIds: measures.map(({ id }) => id), ranges: [{ from: EAST, to: EAST + 1e6 }], days: DAYS });
  const wrong = measures.flatMap((measure, index) => {
    const here = judge(world, measure.formula, measure.periods).filter(({ div }) => districtOf(div) === DISTRICT);
    return DAYS.flatMap((day, place) => {
      const [counted, judged] = [table.at(index, 0, place), figureOn(here, day)];
      return isDeepStrictEqual(counted, judged) ? [] : [{ measure: measure.id, day, counted, judged }];
    });
  });
  return [...wrong, ...(await checkFigures(context)).drift];
}

const valuesOf = ({ measure, range, day, numerator, denominator, failing }: FigureRow) => [measure, range, day, numerator, denominator, failing];

describe('townships of a large district', () => {
  it('are kept for measures that are made of such pieces, and nowhere else', async () => {
    const rows = await pieceRows();
    const kept = [...new Set(rows.map((row) => row.measure_id))];
    const expected = ['groups', 'groupsPerUrbanCommunity', 'townshipsWithHub', 'charityReach'].map(idOf);
    expect(kept).toEqual(expected);
    expect(measures.filter((measure) => kept.includes(measure.id)).every(isMadeOfPieces)).toBe(true);
    expect(rows.filter((row) => row.piece === EAST).map((row) => row.measure_id)).toEqual(expected);
    const others = await sql<{ count: number }>`select count(*)::int as count from figure_pieces where district <> ${DISTRICT}`.execute(db);
    expect(others.rows[0]?.count).toBe(0);
    expect(await differences()).toEqual([]);
  });

  it.skipIf(inject('cluster'))('come to the same figures by the text for one server, which shards refuse, and the one for shards', async () => {
    const districts = [DISTRICT, Math.floor(CITY / 1e6), Math.floor(CITY / 1e6) + 1];
    const city = { from: CITY, to: CITY + 1e8 };
    const province = { from: Math.floor(CITY / 1e10) * 1e10, to: (Math.floor(CITY / 1e10) + 1) * 1e10 };
    for (const ranges of [[{ from: EAST, to: EAST + 1e6 }], districts.map((key) => ({ from: key * 1e6, to: (key + 1) * 1e6 })), [city, province], [province]]) {
      const asked = { measureIds: measures.map(({ id }) => id), ranges, days: DAYS };
      const [one, shards] = [await figuresOfOneServer(db, asked), await figuresOfShards(db, asked)];
      expect(one.some(({ numerator }) => numerator > 0)).toBe(true);
      expect(new Set(one.map((row) => JSON.stringify(valuesOf(row))))).toEqual(new Set(shards.map((row) => JSON.stringify(valuesOf(row)))));
    }
  });

  it('are recounted alone when a record in them changes', async () => {
    const before = await pieceRows();
    await record(context, 'organizations', [{ div: URBAN_OF_EAST, name: '新', established_on: '2022-05-05', is_hub: true, is_charity: true }]);
    const known = new Map(before.map((row) => [`${row.measure_id} ${row.piece}`, row.xmin]));
    const touched = (await pieceRows()).filter((row) => known.get(`${row.measure_id} ${row.piece}`) !== row.xmin);
    expect(touched.length).toBeGreaterThan(2);
    expect(touched.every((row) => row.piece === EAST_STREET)).toBe(true);
    expect(await differences()).toEqual([]);
  });

  it('come to the figures of the district after every kind of change', async () => {
    const places = [EAST, EAST_STREET, URBAN_OF_EAST, URBAN_2, EAST_TOWN, RURAL_1, RURAL_2, PLACEHOLDER, WEST_URBAN];
    const ids: number[] = [];
    for (const [index, div] of [...places, ...places].entries()) {
      const dated = { established_on: `202${index % 4}-03-0${1 + (index % 9)}`, ended_on: index % 5 ? null : '2024-02-02' };
      ids.push(...(await record(context, 'organizations', [{ div, name: `变${index}`, is_hub: index % 2 === 0, is_charity: index % 3 === 0, ...dated }])));
    }
    expect(await differences()).toEqual([]);
    for (const [index, id] of ids.entries()) {
      if (index % 3 === 0) await remove(context, 'organizations', id);
      else await change(context, 'organizations', id, { is_hub: index % 2 === 1, ended_on: index % 4 ? null : '2023-06-01' });
    }
    expect(await differences()).toEqual([]);
    for (const id of ids.filter((_, index) => index % 3 !== 0)) await remove(context, 'organizations', id);
    expect(await differences()).toEqual([]);
  }, 120_000);

  it('grow by what new records add, as if the district had been recounted', async () => {
    const places = [EAST_STREET, URBAN_OF_EAST, URBAN_2, EAST_TOWN, RURAL_1, PLACEHOLDER, WEST_URBAN];
    for (const [index, div] of [...places, ...places].entries()) {
      const values = {
        name: `新设${index}`,
        div: String(div),
        tier: index % 3 ? '备案' : '台账',
        category: '文体娱乐类',
        establishedOn: `202${index % 4}-03-0${1 + (index % 9)}`,
        filedOn: index % 3 ? '2023-05-05' : null,
        leaderName: '张三',
        memberCount: 9,
        isHub: index % 2 === 0,
        isCharity: index % 5 === 0,
      };
      await createRecord(context, productRegisters, 'organizations', values);
      expect(await differences()).toEqual([]);
    }
  }, 120_000);

  it('lose nothing when many write at once, in the same and in other townships', async () => {
    const writers = Array.from({ length: 12 }, (_, index) =>
      record(context, 'organizations', [
        { div: [URBAN_OF_EAST, RURAL_1, URBAN_2][index % 3] ?? 0, name: `同时${index}`, established_on: '2022-02-02', is_hub: index % 4 === 0 },
      ]),
    );
    await Promise.all(writers);
    expect(await differences()).toEqual([]);
  }, 120_000);

  it('both tell when people move a record from one to the other, with all that belongs to it', async () => {
    const values = {
      name: '迁徙队',
      tier: '备案',
      category: '文体娱乐类',
      establishedOn: '2021-03-01',
      filedOn: '2021-04-01',
      leaderName: '张三',
      memberCount: 9,
      isHub: true,
    };
    const { id } = await createRecord(context, productRegisters, 'organizations', { ...values, div: String(URBAN_OF_EAST) });
    await createRecord(context, productRegisters, 'organization-social-workers', {
      organizationName: '迁徙队',
      organizationDiv: String(URBAN_OF_EAST),
      name: '王五',
      employment: '专职',
      startedOn: '2022-01-01',
    });
    expect(await differences()).toEqual([]);
    await updateRecord(context, productRegisters, 'organizations', id, 1, { div: String(RURAL_1) });
    expect(await differences()).toEqual([]);
    await updateRecord(context, productRegisters, 'organizations', id, 2, { div: String(WEST_URBAN) });
    expect(await differences()).toEqual([]);
  });

  it('are read one after the other for pages of records and of units, and give what the whole district gives', async () => {
    const kept = measures.filter(isMadeOfPieces);
    for (const measure of kept) {
      const asked = { measure, range: { from: EAST, to: EAST + 1e6 }, day: '2022-12-31', after: null };
      const world = await loadWorld(db, facts, asked.range, [measure.needs], 'records');
      const behind = factsBehind(world, measure.formula, measure.periods, asked.day, asked.range);
      const walked: FactBehind[] = [];
      let page = await listFactsBehind(db, facts, { ...asked, limit: 700 });
      walked.push(...page.items);
      while (page.hasMore) {
        const last = walked.at(-1);
        if (!last) throw new Error('a page without items has no next');
        page = await listFactsBehind(db, facts, { ...asked, after: { div: last.fact.div, subject: last.fact.subject, set: last.set }, limit: 700 });
        walked.push(...page.items);
      }
      expect(walked.map(({ set, fact }) => [set, fact.recordId])).toEqual(behind.map(({ set, fact }) => [set, fact.recordId]));
      for (const filter of ['all', 'fulfilled'] as const) {
        const { judgements } = await judgeDistrict(db, facts, measure, DISTRICT, asked.range);
        const wanted = judgements.filter((judgement) => isWanted(judgedOn(judgement, asked.day), { after: null, filter }));
        const first = await listJudgements(db, facts, { ...asked, filter, limit: 2 });
        const rest = await listJudgements(db, facts, { ...asked, filter, after: first.next, limit: 10_000 });
        const items = first.next ? [...first.items, ...rest.items] : first.items;
        expect(items.map(({ div, subject }) => [div, subject])).toEqual(wanted.map(({ div, subject }) => [div, subject]));
      }
    }
  });

  it.each([
    ['a number', sql`update figure_pieces set numerators[1] = numerators[1] + 1 where piece = ${EAST_TOWN} and measure_id = ${idOf('groups')}`],
    ['a day', sql`update figure_pieces set days[1] = days[1] - 1 where piece = ${EAST_TOWN} and measure_id = ${idOf('groups')}`],
    ['a missing piece', sql`delete from figure_pieces where piece = ${EAST_TOWN} and measure_id = ${idOf('groups')}`],
    ['the missing mark that pieces are kept', sql`delete from figure_pieces where piece = ${EAST} and measure_id = ${idOf('groups')}`],
    ['a left-over piece', sql`insert into figure_pieces values (${idOf('groups')}, ${DISTRICT}, ${EAST + 77_000}, '{2021-01-01}', '{1}', '{0}', '{0}')`],
  ])('are found out when %s is damaged, and healed when the district is recounted', async (_name, damage) => {
    expect(Number((await damage.execute(owner)).numAffectedRows)).toBe(1);
    expect((await checkFigures(context)).drift).toEqual([{ measureId: idOf('groups'), district: DISTRICT }]);
    await inTransaction(db, (tx) => facts.changed(tx, { sets: ['ledgeredOrganizations'], districts: [DISTRICT], today: context.today }));
    expect(await differences()).toEqual([]);
  });

  it('follow merges: the pieces of a township that ends go over to the other', async () => {
    const merge = { kind: 'merge', onDay: '2023-11-20', reason: '撤并', codes: [String(EAST_TOWN)], into: String(EAST_STREET) } as const;
    await carryOutOperation(context, merge as never);
    const pieces = (await pieceRows()).filter((row) => row.measure_id === idOf('groups')).map((row) => row.piece);
    expect(pieces).not.toContain(EAST_TOWN);
    expect(await differences()).toEqual([]);
    await record(context, 'organizations', [{ div: URBAN_OF_EAST, name: '并后', established_on: '2022-05-05' }]);
    expect(await differences()).toEqual([]);
  });
});
