/** Random rows of the registers about offices, places and designations. */
import { randomDay, randomEnd } from './random-days.ts';
import { type Places, codeIn } from './random-places.ts';
import type { RandomSource } from '#shared/random-source.ts';
import type { Division } from './territory.ts';
import type { Row } from './workbook-rows.ts';

function somewhere(random: RandomSource, places: Places): Division {
  return random.pick(random.pick([places.communities, places.townships, places.counties, places.focus]));
}

export function randomPlatforms(random: RandomSource, places: Places, count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const begins = randomDay(random);
    const ends = randomEnd(random, begins);
    return {
      名称: `平台${index % 7}`,
      所属区划代码: codeIn(random, somewhere(random, places)),
      层级: random.pick(['市', '区', '区', '街道', '社区']),
      类型: random.pick(['支持平台', '孵化基地', '服务中心', '联合会', '活动场所']),
      启用日期: begins,
      ...(ends === '' ? {} : { 停用日期: ends }),
    };
  });
}

const HOST_LEVELS: Record<Division['level'], string> = { nation: '省', province: '省', city: '市', county: '区', township: '街道', community: '社区' };
const AUDIENCES = ['民政工作人员', '城乡社区工作者', '儿童主任', '社区社会组织负责人', '社会工作者', '志愿者', '骨干', '从业人员'];

export function randomTrainings(random: RandomSource, places: Places, count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const offices = random.pick([places.counties, places.counties, places.focus, places.cities, places.townships, places.communities, [places.region]]);
    const host = random.pick(offices.length > 0 ? offices : [places.region]);
    return {
      名称: `培训班${index % 5}`,
      主办单位区划代码: codeIn(random, host),
      主办层级: random.chance(0.85) ? HOST_LEVELS[host.level] : random.pick(['省', '市', '区', '街道', '社区']),
      开始日期: randomDay(random),
      培训对象: random.chance(0.6)
        ? [...new Set(['社区社会组织负责人', ...random.some(AUDIENCES, 0.3)])].join('、')
        : random.sample(AUDIENCES, random.whole(1, 3)).join('、'),
      参训人次: random.chance(0.15) ? 0 : random.whole(1, 300),
    };
  });
}

const DESIGNATIONS = [
  '品牌组织',
  '品牌项目',
  '农村典型',
  '示范型组织',
  '观察点',
  '示范乡镇街道',
  '示范点',
  '农村试点',
  '试点市县',
  '全省示范点试点单位',
  '优质项目',
];

function designatedPlace(random: RandomSource, places: Places, kind: string): Division {
  if (kind === '试点市县') return random.pick(random.chance(0.7) && places.cities.length > 0 ? places.cities : places.counties);
  if (kind === '观察点' || kind === '示范乡镇街道') return random.pick(random.chance(0.8) ? places.townships : places.communities);
  return somewhere(random, places);
}

/** Few objects in few places, so that many are designated twice, with gaps and overlaps. */
export function randomDesignations(random: RandomSource, places: Places, organizations: readonly Row[], count: number): Row[] {
  const names = [...organizations.map((row) => String(row.名称)), '无此组织'];
  return Array.from({ length: count }, () => {
    const kind = random.pick(DESIGNATIONS);
    const begins = randomDay(random);
    const ends = randomEnd(random, begins);
    return {
      认定类型: kind,
      对象名称: kind === '品牌组织' ? random.pick(names) : random.pick(['甲', '乙', '丙']),
      对象区划代码: codeIn(random, designatedPlace(random, places, kind)),
      ...(kind === '品牌项目' && random.chance(0.85) ? { 所属组织名称: random.pick(names) } : {}),
      认定单位区划代码: places.region.code,
      认定日期: begins,
      ...(ends === '' ? {} : { 失效日期: ends }),
    };
  });
}

export function randomFacilities(random: RandomSource, places: Places, count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const begins = randomDay(random);
    const ends = randomEnd(random, begins);
    return {
      名称: `养老设施${index}`,
      类型: random.pick(['城市社区老年人日间照料中心', '农村养老设施']),
      所属区划代码: codeIn(random, random.pick(random.chance(0.7) ? places.communities : places.townships)),
      覆盖社区代码: random
        .sample(places.communities, random.whole(1, 4))
        .map((each) => codeIn(random, each))
        .join('、'),
      启用日期: begins,
      ...(ends === '' ? {} : { 停用日期: ends }),
    };
  });
}

/** Pairings of regions: among the focus, zones included, and with any county; of organizations now and then. */
export function randomPairings(random: RandomSource, places: Places, organizations: readonly Row[], count: number): Row[] {
  const rows = Array.from({ length: count }, () => {
    const begins = randomDay(random);
    const ends = randomEnd(random, begins);
    const dates = { 结对日期: begins, ...(ends === '' ? {} : { 结束日期: ends }) };
    const [one, other] = random.sample(organizations, 2);
    if (random.chance(0.1) && one && other) {
      const sides = { 甲方: one.名称 ?? '', 甲方区划代码: one.所属区划代码 ?? '', 乙方: other.名称 ?? '', 乙方区划代码: other.所属区划代码 ?? '' };
      return { 结对类型: '组织结对', ...sides, ...dates };
    }
    const first = random.pick(places.focus);
    const second = random.pick(random.pick([places.focus, places.counties]).filter((county) => county.code !== first.code));
    return { 结对类型: '区域结对', 甲方: codeIn(random, first), 乙方: codeIn(random, second), ...dates };
  });
  return rows;
}

const THEMES = ['邻里守望', '共建共治共享', '共创平安', '文化铸魂'];
const PERIODS: Record<string, readonly string[]> = {
  季度总结: ['2021Q3', '2021Q4', '2022Q1', '2022Q2', '2022Q3', '2022Q4', '2023Q1', '2023Q2', '2023Q3', '2023Q4'],
  年度报告: ['2021', '2022', '2023'],
  年度活动计划: ['2021', '2022', '2023'],
  基线摸底: ['2021', '2022'],
  试点评估: ['2021', '2022'],
  专项规划: ['2021'],
};

export function randomHandIns(random: RandomSource, places: Places, count: number): Row[] {
  return Array.from({ length: count }, () => {
    const kind = random.pick(Object.keys(PERIODS));
    const unit = kind === '试点评估' && places.cities.length > 0 ? random.pick(places.cities) : random.pick(random.pick([places.counties, places.focus]));
    return {
      报送类型: kind,
      报送单位区划代码: codeIn(random, unit),
      所属期: random.pick(PERIODS[kind] ?? []),
      报送日期: randomDay(random),
      状态: random.chance(0.75) ? '已接收' : '退回',
      ...(kind === '年度活动计划' ? { 涵盖主题: (random.chance(0.7) ? THEMES : random.sample(THEMES, 3)).join('、') } : {}),
    };
  });
}

export function randomSelections(random: RandomSource, places: Places, count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const day = randomDay(random);
    return {
      评选名称: `评选${index % 3}`,
      评选类型: random.pick(['优质项目', '优质项目', '品牌组织', '品牌项目']),
      主办单位区划代码: codeIn(random, random.chance(0.85) ? random.pick(places.counties) : somewhere(random, places)),
      年度: Number(day.slice(0, 4)) + (random.chance(0.15) ? -1 : 0),
      完成日期: day,
      候选数: 12,
      入选数: 5,
    };
  });
}

export function randomActivities(random: RandomSource, places: Places, organizations: readonly Row[], count: number): Row[] {
  if (organizations.length === 0) return [];
  return Array.from({ length: count }, (_, index) => {
    const organization = random.pick(organizations);
    return {
      名称: `活动${index % 4}`,
      主题: random.pick([...THEMES, '助力乡村振兴', '其他']),
      组织名称: organization.名称 ?? '',
      举办区划代码: random.chance(0.5) ? (organization.所属区划代码 ?? '') : codeIn(random, somewhere(random, places)),
      开始日期: randomDay(random),
      参与人次: random.whole(0, 200),
    };
  });
}

/** Joint branches over whole streets, and general branches at streets or, to no effect, at communities. */
export function randomPartyOrganizations(random: RandomSource, places: Places, children: (township: Division) => Division[]): Row[] {
  const homes = [...places.townships, ...places.communities, ...random.sample(places.townships, 2).flatMap(children)];
  return random.some(homes, 0.7).map((division, index) => {
    const begins = randomDay(random);
    const ends = random.chance(0.8) ? '' : randomEnd(random, begins);
    const kind = division.level === 'township' ? random.pick(['总支', '联合支部']) : random.pick(['联合支部', '联合支部', '联合支部', '总支', '独立支部']);
    return {
      名称: `党支部${index}`,
      类型: kind,
      所属区划代码: codeIn(random, division),
      成立日期: begins,
      ...(ends === '' ? {} : { 撤销日期: ends }),
    };
  });
}

export function randomExtensions(random: RandomSource, places: Places, count: number): Row[] {
  const pilots = places.cities.length > 0 ? places.cities : places.counties;
  return Array.from({ length: count }, () => ({
    试点区划代码: codeIn(random, random.pick(pilots)),
    推广至区划代码: codeIn(random, random.chance(0.8) ? random.pick(places.counties) : random.pick(random.pick([pilots, places.townships]))),
    推广日期: randomDay(random),
  }));
}
