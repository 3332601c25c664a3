/** Brands, models, pilots and sites. */
import { addDays, type Day } from '#shared/day.ts';
import { chosenShare, earlyDay } from './chosen.ts';
import type { OrganizationPlan } from './organizations.ts';
import { countedCounties, countedTownships, type Region } from './places.ts';
import type { Values } from './record.ts';

export function generateDesignations(plan: OrganizationPlan, region: Region, organizations: readonly Values[]): Values[] {
  return [
    ...brands(plan, region, organizations),
    ...ruralModels(plan, region),
    ...yearlySites(plan, region),
    ...(REGIONAL[region.key]?.(plan, region) ?? ruralPilots(plan, region)),
  ];
}

function designation(region: Region, kind: string, objectName: string, div: number, designatedOn: Day, more: Values = {}): Values {
  return { kind, objectName, div, issuerDiv: region.key, designatedOn, ...more };
}

/** Brand organizations are real ones of the ledger; each project belongs to one, preferably a brand itself. */
function brands(plan: OrganizationPlan, region: Region, organizations: readonly Values[]): Values[] {
  const { random, calibration } = plan;
  const { from, to } = calibration.campaign;
  const alive = organizations.filter((each) => each['tier'] !== '台账' && each['endedOn'] === undefined && String(each['establishedOn']) < from);
  const byDistrict = Map.groupBy(alive, (each) => Math.floor(Number(each['div']) / 1e6));
  const withBrands = chosenShare(random, countedCounties(region), calibration.brands.counties);
  const withProjects = chosenShare(random, withBrands.length > 0 ? countedCounties(region) : [], calibration.projects.counties);
  const chosen = new Map(
    withBrands.map((county) => [county.key, random.sample(byDistrict.get(Math.floor(county.key / 1e6)) ?? [], calibration.brands.perCounty)]),
  );
  const organizationsOf = [...chosen.values()]
    .flat()
    .map((each) => designation(region, '品牌组织', String(each['name']), Number(each['div']), earlyDay(random, addDays(from, 60), to)));
  const projects = withProjects.flatMap((county) => {
    const owners = chosen.get(county.key) ?? random.sample(byDistrict.get(Math.floor(county.key / 1e6)) ?? [], 2);
    if (owners.length === 0) return [];
    return Array.from({ length: calibration.projects.perCounty }, (_, index) => {
      const owner = owners[index % owners.length] ?? {};
      const name = `${county.name}“${random.pick(PROJECTS)}”项目${index + 1}`;
      return designation(region, '品牌项目', name, Number(owner['div'] ?? county.key), earlyDay(random, addDays(from, 90), to), {
        ownerName: owner['name'] ?? null,
      });
    });
  });
  return [...organizationsOf, ...projects];
}

const PROJECTS = ['银龄守护', '童心港湾', '邻里客厅', '四点半课堂', '暖心食堂', '平安哨', '书香社区', '绿色家园'];

function ruralModels({ random, calibration }: OrganizationPlan, region: Region): Values[] {
  const { from, to } = calibration.campaign;
  const able = countedTownships(region).filter((township) => township.communities.some((community) => community.kind === 'rural'));
  return chosenShare(random, able, calibration.ruralModels).map((township) => {
    const village = random.pick(township.communities.filter((community) => community.kind === 'rural'));
    return designation(region, '农村典型', `${village.name}社区社会组织`, village.key, earlyDay(random, from, to));
  });
}

/** One new site a year in the chosen share of counties. */
function yearlySites({ random, calibration }: OrganizationPlan, region: Region): Values[] {
  return [2022, 2023].flatMap((year) =>
    chosenShare(random, countedCounties(region), calibration.sites).map((county) =>
      designation(
        region,
        '示范点',
        `${county.name}${year}年社区社会组织示范点`,
        random.pick(county.townships)?.key ?? county.key,
        random.dayIn(`${year}-03-01`, `${year}-11-30`),
      ),
    ),
  );
}

function ruralPilots({ random, calibration }: OrganizationPlan, region: Region): Values[] {
  const { from, to } = calibration.campaign;
  return chosenShare(random, countedTownships(region), 0.03).map((township) =>
    designation(region, '农村试点', `${township.name}农村社区社会组织试点`, township.key, earlyDay(random, from, to)),
  );
}

/** What only one region has. */
const REGIONAL: Record<number, (plan: OrganizationPlan, region: Region) => Values[]> = {
  410400000000: observedTownships,
  460000000000: pilotCities,
  440100000000: namedPilots,
};

/** 平顶山: twenty observed townships in the first phase, ten demonstration townships from among them in the second. */
function observedTownships(plan: OrganizationPlan, region: Region): Values[] {
  const observed = plan.random.sample(countedTownships(region), 20);
  return [
    ...observed.map((township) => designation(region, '观察点', `${township.name}观察点`, township.key, plan.random.dayIn('2021-10-08', '2021-12-20'))),
    ...observed
      .slice(0, 10)
      .map((township) => designation(region, '示范乡镇街道', `${township.name}`, township.key, plan.random.dayIn('2022-06-01', '2022-12-20'))),
    ...ruralPilots(plan, region),
  ];
}

/** 海南: both pilot cities, and rural pilots. */
function pilotCities(plan: OrganizationPlan, region: Region): Values[] {
  const cities = region.cities.filter((city) => [460100000000, 460200000000].includes(city.key));
  return [
    ...cities.map((city) => designation(region, '试点市县', city.name, city.key, plan.random.dayIn('2021-07-01', '2021-11-30'))),
    ...ruralPilots(plan, region),
  ];
}

/** 广州: rural pilots in the five named districts, and pilot units in 白云区. */
function namedPilots(plan: OrganizationPlan, region: Region): Values[] {
  const named = region.counties.filter((county) => [440112000000, 440114000000, 440115000000, 440117000000, 440118000000].includes(county.key));
  const baiyun = region.counties.find((county) => county.key === 440111000000);
  const pilots = named.map((county) =>
    designation(
      region,
      '农村试点',
      `${county.name}农村社区社会组织试点`,
      plan.random.pick(county.townships).key,
      earlyDay(plan.random, '2021-10-01', '2023-06-30'),
    ),
  );
  if (!baiyun) return pilots;
  return [
    ...pilots,
    ...[1, 2].map((number) =>
      designation(
        region,
        '全省示范点试点单位',
        `${baiyun.name}试点单位${number}`,
        plan.random.pick(baiyun.townships).key,
        plan.random.dayIn('2021-10-10', '2021-12-20'),
      ),
    ),
  ];
}
