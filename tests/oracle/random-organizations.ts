/** Random rows of the registers about organizations and their people. */
import type { Day } from '#shared/day.ts';
import { randomDay, randomEnd } from './random-days.ts';
import { randomPerson } from './random-people.ts';
import { type Places, codeIn } from './random-places.ts';
import type { RandomSource } from '#shared/random-source.ts';
import type { Row } from './workbook-rows.ts';

const GROUP_NAMES = ['夕阳红合唱队', '邻里互助会', '“小红砖”志愿服务队', '书法社', '红白理事会', '绿园慈善会'];

function home(random: RandomSource, places: Places): string {
  return codeIn(random, random.chance(0.85) ? random.pick(places.communities) : random.pick(places.townships));
}

/** Filing and registration in any order of likelihood; both after the founding. */
function stages(random: RandomSource, tier: string, founded: Day): Row {
  const later = () => {
    const day = randomDay(random);
    return day >= founded ? day : founded;
  };
  if (tier === '台账') return {};
  if (tier === '备案') return random.chance(0.8) ? { 备案日期: later() } : {};
  const filed = random.chance(0.5) ? later() : '';
  const registered = random.chance(0.8) ? later() : '';
  const stages: Row = filed === '' ? {} : { 备案日期: filed };
  if (registered !== '') stages.登记日期 = registered >= filed ? registered : filed;
  return stages;
}

export function randomOrganizations(random: RandomSource, places: Places, count: number): Row[] {
  return Array.from({ length: count }, () => {
    const tier = random.pick(['台账', '备案', '备案', '登记']);
    const founded = randomDay(random);
    const given = stages(random, tier, founded);
    const latest = [founded, ...Object.values(given).map(String)].sort().at(-1) ?? founded;
    const ends = randomEnd(random, latest);
    const isHub = random.chance(0.5);
    return {
      名称: random.pick(GROUP_NAMES),
      所属区划代码: home(random, places),
      管理层级: tier,
      组织类别: random.pick(['生活服务类', '公益慈善类', '居民互助类', '文体娱乐类', '农村生产技术服务类', '社区事务类', '其他']),
      成立日期: founded,
      ...given,
      ...(ends === '' ? {} : { 终止日期: ends, 终止原因: { 台账: '撤出台账', 备案: '取消备案', 登记: '注销' }[tier] ?? '注销' }),
      是否慈善组织: random.chance(0.4) ? '是' : '否',
      负责人姓名: randomPerson(random).name,
      成员人数: random.whole(3, 60),
      是否枢纽型: isHub ? '是' : '否',
      ...(isHub && random.chance(0.5) ? { 枢纽型认定日期: randomDay(random) } : {}),
    };
  });
}

/** Workers of existing organizations, often of hubs. */
export function randomOrganizationWorkers(random: RandomSource, organizations: readonly Row[], count: number): Row[] {
  if (organizations.length === 0) return [];
  return Array.from({ length: count }, () => {
    const organization = random.pick(organizations);
    const begins = randomDay(random);
    const ends = randomEnd(random, begins);
    return {
      组织名称: organization.名称 ?? '',
      所属区划代码: organization.所属区划代码 ?? '',
      姓名: randomPerson(random).name,
      用工形式: random.pick(['专职', '兼职']),
      起始日期: begins,
      ...(ends === '' ? {} : { 结束日期: ends }),
    };
  });
}

export function randomStations(random: RandomSource, places: Places, count: number): Row[] {
  return Array.from({ length: count }, () => {
    const begins = randomDay(random);
    const ends = randomEnd(random, begins);
    return {
      名称: random.pick(['社工站', '第二社工站']),
      乡镇街道代码: codeIn(random, random.pick(places.townships)),
      启用日期: begins,
      ...(ends === '' ? {} : { 停用日期: ends }),
    };
  });
}

export function randomStationStaff(random: RandomSource, stations: readonly Row[], count: number): Row[] {
  if (stations.length === 0) return [];
  return Array.from({ length: count }, () => {
    const station = random.pick(stations);
    const person = randomPerson(random);
    const begins = randomDay(random);
    const ends = randomEnd(random, begins);
    return {
      社工站名称: station.名称 ?? '',
      乡镇街道代码: station.乡镇街道代码 ?? '',
      姓名: person.name,
      ...(person.idNumber === '' ? {} : { 身份证号: person.idNumber }),
      证书: random.pick(['无', '助理社会工作师', '社会工作师']),
      到岗日期: begins,
      ...(ends === '' ? {} : { 离岗日期: ends }),
    };
  });
}

export function randomTalents(random: RandomSource, places: Places, count: number): Row[] {
  return Array.from({ length: count }, () => {
    const person = randomPerson(random);
    const begins = randomDay(random);
    const ends = randomEnd(random, begins);
    return {
      姓名: person.name,
      ...(person.idNumber === '' ? {} : { 身份证号: person.idNumber }),
      所属社区代码: codeIn(random, random.pick(places.communities)),
      起始日期: begins,
      ...(ends === '' ? {} : { 结束日期: ends }),
    };
  });
}
