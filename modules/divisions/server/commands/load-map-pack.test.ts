/** Map data packs: what is drawn for whom (ADR 0106). The outlines are squares in place of counties. */
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MapPackFacts, mapPackFactsSchema } from '#modules/divisions/contract/map.ts';
import { operationSchema } from '#modules/divisions/contract/operations.ts';
import { grantsOf } from '#platform/access/actor.ts';
import { createFactExchange } from '#platform/facts/fact-exchange.ts';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { getMap, getPublicMap } from '../queries/get-map.ts';
import { listMapPacks } from '../queries/list-map-packs.ts';
import { carryOutOperation } from './carry-out-operation.ts';
import { loadDivisions } from './load-divisions.ts';
import { loadMapPack } from './load-map-pack.ts';
import { removeMapPack } from './remove-map-pack.ts';

const { db, portal, owner } = await createTestDatabase();
const context = testContext(db, { facts: createFactExchange([], []), portalDb: portal });
const APPROVED: MapPackFacts = {
  name: '平顶山',
  source: '河南省标准地图服务',
  approvalNumber: '豫S〔2024〕012号',
  coordinateSystem: 'CGCS2000',
  edition: '2024年版',
};
const SKETCH: MapPackFacts = { ...APPROVED, approvalNumber: '' };

/** An area for each code, side by side. */
function packOf(codes: readonly (number | string)[], west = 113): Uint8Array {
  const features = codes.map((code, at) => {
    const [from, to] = [west + at * 0.2, west + at * 0.2 + 0.2];
    const ring = [
      [from, 33],
      [to, 33],
      [to, 33.2],
      [from, 33.2],
      [from, 33],
    ];
    return { type: 'Feature', properties: { adcode: code }, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  return new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
}
const load = (facts: MapPackFacts, codes: readonly (number | string)[], west?: number) => loadMapPack(context, facts, packOf(codes, west));
const drawnIn = async (code: string) => (await getMap(context, code))?.shapes.map((shape) => shape.name);

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410402', '410403', '110101', '110102', '460100', '460300'] });
});
beforeEach(async () => {
  await sql`truncate map_packs cascade`.execute(owner);
});

describe('a map data pack', () => {
  it('gives each place the outlines of what lies below it, and says which codes nobody has', async () => {
    expect(await load(APPROVED, [410402, '410403000000', 410999])).toEqual({ outlines: 2, unknown: ['410999'] });
    const map = await getMap(context, '410400');
    expect(map?.shapes.map(({ code, name }) => [code, name])).toEqual([
      ['410402000000', '新华区'],
      ['410403000000', '卫东区'],
    ]);
    expect(map?.packs).toEqual([{ source: APPROVED.source, approvalNumber: APPROVED.approvalNumber, edition: APPROVED.edition }]);
    expect((map?.box.x ?? 0) < 113000 && (map?.box.x ?? 0) + (map?.box.width ?? 0) > 113400).toBe(true);
    expect(await getMap(context, '410402')).toBeNull();
    expect(await listMapPacks(context)).toMatchObject([{ name: '平顶山', outlines: 2 }]);
  });

  it('is drawn for the public only under a number of approval, and never of the nation', async () => {
    await load(SKETCH, [410402, 410000]);
    expect(await drawnIn('410400')).toEqual(['新华区']);
    expect(await getPublicMap(portal, 410400000000, context.today)).toBeUndefined();
    await load(APPROVED, [410402, 410000]);
    expect((await getPublicMap(portal, 410400000000, context.today))?.shapes.map(({ name }) => name)).toEqual(['新华区']);
    expect(await getPublicMap(portal, 0, context.today)).toBeUndefined();
    expect(await drawnIn('000000000000')).toEqual(['河南省']);
  });

  it('of the same name is replaced; an outline is that of the pack loaded last; a pack taken out leaves nothing', async () => {
    await load(APPROVED, [410402, 410403]);
    await load(APPROVED, [410402]);
    expect(await drawnIn('410400')).toEqual(['新华区']);
    await load({ ...SKETCH, name: '更新' }, [410402]);
    expect((await getMap(context, '410400'))?.packs.map(({ approvalNumber }) => approvalNumber)).toEqual([null]);
    expect((await listMapPacks(context)).map(({ name, outlines }) => [name, outlines])).toEqual([
      ['平顶山', 0],
      ['更新', 1],
    ]);
    await removeMapPack(context, '更新');
    expect(await getMap(context, '410400')).toBeNull();
    await expect(removeMapPack(context, '更新')).rejects.toMatchObject({ code: 'MAP_PACK_NOT_FOUND' });
  });

  it('steps over groupings that nobody lives in by name', async () => {
    await load(APPROVED, [110100, 110101, 110102]);
    expect(await drawnIn('110000')).toEqual(['东城区', '西城区']);
  });

  it('draws 三沙 in a corner, so that the island of Hainan is no speck', async () => {
    await load(APPROVED, [460100, 460300], 110);
    const map = await getMap(context, '460000');
    expect([map?.shapes.map(({ name }) => name), map?.inset?.shapes.map(({ name }) => name)]).toEqual([['海口市'], ['三沙市']]);
    expect((map?.box.x ?? 0) + (map?.box.width ?? 0)).toBeLessThan(110300);
  });

  it('shows no outline of a unit that was merged away, nor gives it to the heir', async () => {
    await load(APPROVED, [410402, 410403]);
    await carryOutOperation(context, operationSchema.parse({ kind: 'merge', codes: ['410403'], into: '410402', onDay: '2023-07-01', reason: '批复' }));
    expect(await drawnIn('410400')).toEqual(['新华区']);
    expect(await load(APPROVED, [410402, 410403])).toEqual({ outlines: 1, unknown: ['410403'] });
  });

  it.each([
    ['no pack', new TextEncoder().encode('轮廓'), 'MAP_PACK_UNREADABLE'],
    ['nobody’s codes', packOf([990101]), 'MAP_PACK_OF_NOTHING'],
    ['too much', new Uint8Array(65 * 1024 * 1024), 'MAP_PACK_TOO_LARGE'],
  ])('of %s changes nothing', async (_what, bytes, code) => {
    await load(APPROVED, [410402]);
    await expect(loadMapPack(context, APPROVED, bytes)).rejects.toMatchObject({ code });
    expect(await drawnIn('410400')).toEqual(['新华区']);
  });

  it('is for whoever manages the whole tree', async () => {
    const branch = testContext(db, { actor: { ...context.actor, range: rangeOf(410400000000, 'city') } });
    await expect(loadMapPack(branch, APPROVED, packOf([410402]))).rejects.toMatchObject({ code: 'DIVISION_MAPS_ARE_WHOLE' });
    await expect(removeMapPack(branch, '平顶山')).rejects.toMatchObject({ code: 'DIVISION_MAPS_ARE_WHOLE' });
    const reader = testContext(db, { actor: { ...context.actor, grants: grantsOf(['division.read']) } });
    await expect(loadMapPack(reader, APPROVED, packOf([410402]))).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    await expect(getMap(branch, '440100')).rejects.toMatchObject({ code: 'DIVISION_NOT_FOUND' });
  });

  it.each(['豫S〔2024〕012号', 'GS（2024）0650号', '粤S(2023)101号', ''])('takes %s for a number of approval', (approvalNumber) => {
    expect(mapPackFactsSchema.safeParse({ ...APPROVED, approvalNumber }).success).toBe(true);
  });
  it.each(['有', '12345', '审图号'])('does not take %s for one', (approvalNumber) => {
    expect(mapPackFactsSchema.safeParse({ ...APPROVED, approvalNumber }).success).toBe(false);
  });
});
