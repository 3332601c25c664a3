/**
 * Small nasty workbooks: few places, few names, days around every campaign start, period end and deadline, ended records,
 * objects designated twice, namesakes, people without numbers, hubs recognized late, hand-ins returned and accepted again,
 * trainings nobody came to or whose host contradicts its code, pairings with zones, facts at uncounted units and
 * placeholders, charities at streets, official codes instead of keys, rows that appear twice.
 */
import { randomOrganizationWorkers, randomOrganizations, randomStationStaff, randomStations, randomTalents } from './random-organizations.ts';
import { type Places, randomPlaces } from './random-places.ts';
import {
  randomActivities,
  randomDesignations,
  randomExtensions,
  randomFacilities,
  randomHandIns,
  randomPairings,
  randomPartyOrganizations,
  randomPlatforms,
  randomSelections,
  randomTrainings,
} from './random-registers.ts';
import { RandomSource } from '#shared/random-source.ts';
import type { Territory } from './territory.ts';
import { SHEETS, type Row, type Sheet, type WorkbookRows, text } from './workbook-rows.ts';

export interface RandomRegion {
  places: Places;
  rows: WorkbookRows;
}

/** Natural keys of the contract; columns that hold division codes are compared as divisions. */
const KEYS: Record<Sheet, readonly string[]> = {
  社区社会组织: ['名称', '所属区划代码'],
  支持平台: ['名称', '所属区划代码'],
  社工站: ['名称', '乡镇街道代码'],
  驻站社工: ['社工站名称', '乡镇街道代码', '姓名', '到岗日期'],
  社会工作人才: ['姓名', '身份证号', '所属社区代码', '起始日期'],
  组织社工: ['组织名称', '所属区划代码', '姓名', '起始日期'],
  培训: ['名称', '主办单位区划代码', '开始日期'],
  认定: ['认定类型', '对象名称', '对象区划代码', '认定日期'],
  养老设施: ['名称', '所属区划代码'],
  结对: ['结对类型', '甲方', '甲方区划代码', '乙方', '乙方区划代码', '结对日期'],
  报送记录: ['报送类型', '报送单位区划代码', '所属期', '报送日期'],
  评选: ['评选名称', '主办单位区划代码', '年度'],
  活动: ['名称', '组织名称', '举办区划代码', '开始日期'],
  党组织: ['名称', '所属区划代码'],
  经验推广: ['试点区划代码', '推广至区划代码', '推广日期'],
};

/** @param size scales the number of rows; 1 gives about 300 a region */
export function randomRegion(seed: number, territory: Territory, region: string, size = 1): RandomRegion {
  const random = new RandomSource(seed * 7919 + Number(region.slice(0, 4)));
  const places = randomPlaces(random, territory, region);
  const organizations = distinct(territory, '社区社会组织', randomOrganizations(random, places, 40 * size));
  const stations = distinct(territory, '社工站', randomStations(random, places, 8 * size));
  const childrenOf = (township: { code: string }) => territory.divisions.filter((division) => division.parent === township.code);
  const rows: WorkbookRows = {
    社区社会组织: organizations,
    支持平台: randomPlatforms(random, places, 15 * size),
    社工站: stations,
    驻站社工: randomStationStaff(random, stations, 24 * size),
    社会工作人才: randomTalents(random, places, 30 * size),
    组织社工: randomOrganizationWorkers(random, organizations, 20 * size),
    培训: randomTrainings(random, places, 60 * size),
    认定: randomDesignations(random, places, organizations, 80 * size),
    养老设施: randomFacilities(random, places, 10 * size),
    结对: randomPairings(random, places, organizations, 4 * size),
    报送记录: randomHandIns(random, places, 90 * size),
    评选: randomSelections(random, places, 30 * size),
    活动: randomActivities(random, places, organizations, 40 * size),
    党组织: randomPartyOrganizations(random, places, childrenOf),
    经验推广: randomExtensions(random, places, 10 * size),
  };
  for (const sheet of SHEETS) rows[sheet] = withRepeats(random, distinct(territory, sheet, rows[sheet] ?? []));
  return { places, rows };
}

/** One workbook of several regions. */
export function joinRows(parts: readonly WorkbookRows[]): WorkbookRows {
  const joined: WorkbookRows = {};
  for (const sheet of SHEETS) joined[sheet] = parts.flatMap((part) => part[sheet] ?? []);
  return joined;
}

function distinct(territory: Territory, sheet: Sheet, rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = KEYS[sheet].map((heading) => comparable(territory, text(row, heading))).join('|');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function comparable(territory: Territory, value: string): string {
  return /^\d{12}$/.test(value) ? territory.at(value).code : value;
}

/** A row that reads the same twice counts once. */
function withRepeats(random: RandomSource, rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => (random.chance(0.03) ? [row, { ...row }] : [row]));
}
