/** What offices do every year: trainings, selections, hand-ins, activities. */
import { addDays, type Day } from '#shared/day.ts';
import type { RandomSource } from '#shared/random-source.ts';
import { chosenShare } from './chosen.ts';
import type { OrganizationPlan } from './organizations.ts';
import { countedCounties, countedTownships, type Region } from './places.ts';
import type { Values } from './record.ts';

const THEMES = ['邻里守望', '共建共治共享', '共创平安', '文化铸魂'];
const TRAINING_NAMES: readonly (readonly [string, readonly string[]])[] = [
  ['社区社会组织负责人能力提升培训', ['社区社会组织负责人', '骨干']],
  ['社区社会组织骨干人才培训', ['骨干', '社区社会组织负责人', '志愿者']],
  ['社区工作者社会组织培育专题培训', ['城乡社区工作者', '民政工作人员']],
  ['社会工作实务培训', ['社会工作者', '从业人员']],
  ['儿童主任业务培训', ['儿童主任', '城乡社区工作者']],
];

/** Years of the campaign with their first day inside it. */
function yearsOf({ calibration }: OrganizationPlan): { year: number; from: Day; to: Day }[] {
  const { from, to } = calibration.campaign;
  const first = Number(from.slice(0, 4));
  const years = Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, index) => first + index);
  return years.map((year) => ({ year, from: year === first ? from : `${year}-01-01`, to: `${year}-12-31` }));
}

function dayOf(random: RandomSource, period: { from: Day; to: Day }): Day {
  return random.dayIn(addDays(period.from, 10), addDays(period.to, -16));
}

interface Office {
  key: number;
  name: string;
  level: '省' | '市' | '区' | '街道';
}

export function generateTrainings(plan: OrganizationPlan, region: Region): Values[] {
  const { random, calibration } = plan;
  const cities: Office[] = region.cities.map((city) => ({ ...city, level: '市' }));
  const counties: Office[] = region.counties.map(({ key, name }) => ({ key, name, level: '区' }));
  const offices = [...cities, ...counties];
  if (region.level === 'province') offices.push({ key: region.key, name: region.name, level: '省' });
  return yearsOf(plan).flatMap((period) => [
    // cities keep their word, some counties skip a year
    ...[...cities, ...chosenShare(random, counties, calibration.trainings)].flatMap((office) => trainingsOf(random, office, period, 2)),
    ...chosenShare(random, offices, 0.4).flatMap((office) => trainingsOf(random, office, period, 1)),
    ...chosenShare(random, countedTownships(region), 0.35).flatMap(({ key, name }) => trainingsOf(random, { key, name, level: '街道' }, period, 1)),
  ]);
}

function trainingsOf(random: RandomSource, office: Office, period: { year: number; from: Day; to: Day }, sessions: number): Values[] {
  return Array.from({ length: sessions }, (_, index) => {
    const [name, audiences] = sessions > 1 ? (TRAINING_NAMES[index] ?? random.pick(TRAINING_NAMES)) : random.pick(TRAINING_NAMES);
    const startedOn = dayOf(random, period);
    return {
      name: `${office.name}${name}（${random.whole(1, 9)}${random.whole(0, 9)}期）`,
      div: office.key,
      hostLevel: office.level,
      startedOn,
      endedOn: addDays(startedOn, random.whole(0, 3)),
      audiences,
      content: random.pick(['党的建设', '规范运作', '能力建设', '项目策划', '日常运作']),
      method: random.pick(['集中授课', '线上培训', '参观学习', '工作坊']),
      participants: Math.round({ 省: 300, 市: 180, 区: 90, 街道: 40 }[office.level] * Math.exp(0.4 * random.normal())),
    };
  });
}

export function generateSelections(plan: OrganizationPlan, region: Region): Values[] {
  const { random, calibration } = plan;
  return yearsOf(plan).flatMap((period) =>
    chosenShare(random, region.counties, calibration.selections).map((county) => {
      const candidates = random.whole(8, 40);
      return {
        name: `${county.name}${period.year}年社区社会组织优质项目评选`,
        kind: '优质项目',
        div: county.key,
        year: period.year,
        completedOn: dayOf(random, period),
        candidates,
        winners: Math.ceil(candidates / 3),
      };
    }),
  );
}

/** 海口 and 三亚, whose pilots 海南 evaluates by the end of 2022. */
const PILOT_CITIES = [460100000000, 460200000000];

export function generateHandIns(plan: OrganizationPlan, region: Region): Values[] {
  const { random, calibration } = plan;
  const counties = countedCounties(region);
  const rows: Values[] = counties.map((county) =>
    handIn('基线摸底', county.key, '2021', random.dayIn(addDays(calibration.campaign.from, 20), addDays(calibration.campaign.from, 140))),
  );
  for (const city of region.cities.filter(({ key }) => PILOT_CITIES.includes(key))) {
    rows.push(...withReturn(random, '试点评估', city.key, '2022', '2022-12-20'));
  }
  for (const period of yearsOf(plan)) {
    for (const quarter of quartersOf(period)) {
      for (const county of chosenShare(random, counties, calibration.handIns))
        rows.push(...withReturn(random, '季度总结', county.key, quarter.name, quarter.lastDay));
    }
    for (const county of chosenShare(random, counties, calibration.handIns))
      rows.push(...withReturn(random, '年度报告', county.key, String(period.year), `${period.year}-12-22`));
    for (const county of counties)
      rows.push({ ...handIn('年度活动计划', county.key, String(period.year), addDays(period.from, random.whole(20, 110))), themes: THEMES });
  }
  return rows;
}

function quartersOf(period: { year: number; from: Day }): { name: string; lastDay: Day }[] {
  return ['03-31', '06-30', '09-30', '12-31']
    .map((day, index) => ({ name: `${period.year}Q${index + 1}`, lastDay: `${period.year}-${day}` }))
    .filter(({ lastDay }) => lastDay > period.from);
}

function handIn(kind: string, unit: number, period: string, handedInOn: Day, state = '已接收'): Values {
  return { kind, unit, period, handedInOn, state, themes: [] };
}

/** Most are accepted at once; one in eight is returned and handed in again some days later, sometimes too late. */
function withReturn(random: RandomSource, kind: string, unit: number, period: string, dueOn: Day): Values[] {
  const first = addDays(dueOn, -random.whole(0, 9));
  if (!random.chance(0.12)) return [handIn(kind, unit, period, first)];
  return [handIn(kind, unit, period, first, '退回'), handIn(kind, unit, period, addDays(first, random.whole(2, 14)))];
}

/** Every county holds activities on the four themes nearly every year; organizations hold many more. */
export function generateActivities(plan: OrganizationPlan, region: Region, organizations: readonly Values[]): Values[] {
  const { random, calibration } = plan;
  const byDistrict = Map.groupBy(organizations, (each) => Math.floor(Number(each['div']) / 1e6));
  return yearsOf(plan).flatMap((period) =>
    region.counties.flatMap((county) => {
      const hosts = byDistrict.get(Math.floor(county.key / 1e6)) ?? [];
      if (hosts.length === 0) return [];
      const required = random.some(THEMES, calibration.activities);
      const more = Array.from({ length: Math.ceil(hosts.length / 12) }, () => random.pick([...THEMES, '助力乡村振兴', '特色社区']));
      return [...required, ...more].map((theme) => activity(random, theme, random.pick(hosts), period));
    }),
  );
}

const TITLES: Record<string, readonly string[]> = {
  邻里守望: ['敬老爱老上门服务', '邻里互助日', '困难家庭走访', '暖冬行动'],
  共建共治共享: ['社区协商议事会', '楼栋议事日', '居民圆桌会', '小区微改造征集'],
  共创平安: ['平安巡逻周', '防诈骗宣传', '矛盾纠纷调解日', '消防安全演练'],
  文化铸魂: ['社区文化节', '百姓大舞台', '家风故事会', '红色经典诵读'],
  助力乡村振兴: ['农技下乡', '助农直播', '美丽庭院评比'],
  特色社区: ['特色社区开放日', '社区市集'],
};

function activity(random: RandomSource, theme: string, host: Values, period: { from: Day; to: Day }): Values {
  const startedOn = dayOf(random, period);
  const participants = Math.max(5, Math.round(45 * Math.exp(0.8 * random.normal())));
  return {
    name: `${random.pick(TITLES[theme] ?? [theme])}（${startedOn.slice(5, 7)}月${startedOn.slice(8, 10)}日）`,
    theme,
    organizationName: host['name'] ?? '',
    div: host['div'] ?? 0,
    startedOn,
    participants,
    volunteers: Math.round(participants * 0.2 * random.fraction()),
    isMajor: random.chance(0.03),
  };
}
