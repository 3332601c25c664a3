/** Organizations of one region: how many where, since when, at which level, and which of them are hubs and charities. */
import { addDays, type Day } from '#shared/day.ts';
import type { RandomSource } from '#shared/random-source.ts';
import type { Calibration } from './calibration.ts';
import { groupName, personName, type Surnames } from './names.ts';
import { type Community, communitiesOf, countedTownships, type Region, type Township } from './places.ts';
import type { Values } from './record.ts';

/** Scatter of the numbers per community (negative binomial). */
const SHAPE = 5;
/** Ages of social organizations in January 2021: over ten years, five to ten, three to five, one to three, under one. */
const AGES: readonly (readonly [[Day, Day], number])[] = [
  [['2004-01-01', '2010-12-31'], 27],
  [['2011-01-01', '2015-12-31'], 33],
  [['2016-01-01', '2017-12-31'], 17],
  [['2018-01-01', '2019-12-31'], 17],
  [['2020-01-01', '2020-12-31'], 6],
];
const CAMPAIGN_YEARS: readonly (readonly [[Day, Day], number])[] = [
  [['2021-01-01', '2021-12-31'], 24],
  [['2022-01-01', '2022-12-31'], 34],
  [['2023-01-01', '2023-12-31'], 32],
  [['2024-01-01', '2024-12-31'], 6],
  [['2025-01-01', '2025-12-31'], 4],
];

export interface OrganizationPlan {
  random: RandomSource;
  surnames: Surnames;
  calibration: Calibration;
  /** factor on the calibrated means */
  scale: number;
}

export function generateOrganizations(plan: OrganizationPlan, region: Region): Values[] {
  const organizations = communitiesOf(region).flatMap((community) => organizationsOf(plan, community));
  organizations.push(...streetGroups(plan, region));
  markHubs(plan, region, organizations);
  markCharities(plan, region, organizations);
  return organizations;
}

function organizationsOf(plan: OrganizationPlan, community: Community): Values[] {
  const { random, calibration } = plan;
  if (random.chance(calibration.empty)) return [];
  const mean = (community.kind === 'urban' ? calibration.urbanMean : calibration.ruralMean) * plan.scale;
  const count = random.poisson((mean / (1 - calibration.empty)) * random.gamma(SHAPE));
  const taken = new Set<string>();
  return Array.from({ length: count }, () => organization(plan, community, taken));
}

/** A few groups are active in a whole street and homed at its code. */
function streetGroups(plan: OrganizationPlan, region: Region): Values[] {
  return region.counties
    .flatMap((county) => county.townships)
    .filter((township) => township.communities.length > 0 && plan.random.chance(0.5))
    .map((township) => organization(plan, { key: township.key, name: township.name, kind: 'urban' }, new Set()));
}

function organization(plan: OrganizationPlan, place: Community, taken: Set<string>): Values {
  const { random, calibration } = plan;
  const { name, category } = groupName(random, place, taken);
  const [from, to] = random.chance(calibration.founded) ? random.weighted(CAMPAIGN_YEARS) : random.weighted(AGES);
  const establishedOn = random.dayIn(from, to);
  const tier = random.chance(calibration.ledgered) ? '台账' : random.chance(0.9) ? '备案' : '登记';
  const members = Math.max(3, Math.round(20 * Math.exp(0.7 * random.normal())));
  return {
    name,
    div: place.key,
    tier,
    category,
    establishedOn,
    ...stagesOf(random, tier, establishedOn),
    isCharity: false,
    leaderName: personName(random, plan.surnames),
    leaderPolitics: random.chance(0.45) ? '中共党员' : '群众',
    memberCount: members,
    partyMemberCount: Math.round(members * 0.4 * random.fraction()),
    socialWorkerCount: random.chance(0.12) ? random.whole(1, 2) : 0,
    businessScopes: [category.replace(/类$/, '')],
    venues: [random.pick(['社区党群服务中心', '社区活动室', '文化广场', '新时代文明实践站', '老年活动中心'])],
    serviceTargets: random.sample(['老年人', '儿童青少年', '妇女', '残疾人', '困难家庭', '全体居民'], random.whole(1, 2)),
    isHub: false,
    partyForm: members > 40 && random.chance(0.3) ? random.pick(['独立支部', '联合支部']) : '无',
    stage: random.pick(['备案型', '萌芽型', '成长型', '成熟型']),
  };
}

function stagesOf(random: RandomSource, tier: string, establishedOn: Day): Values {
  const later = addDays(establishedOn, random.whole(0, 240));
  const stages: Values =
    tier === '登记' ? { registeredOn: later, legalForm: random.chance(0.7) ? '社会服务机构' : '社会团体' } : tier === '备案' ? { filedOn: later } : {};
  if (!random.chance(0.04)) return stages;
  const endedOn = addDays(later, random.whole(200, 4000));
  const reasons: Record<string, string> = { 台账: '撤出台账', 备案: random.chance(0.85) ? '取消备案' : '撤销', 登记: '注销' };
  return endedOn >= '2021-03-01' && endedOn <= '2025-12-31' ? { ...stages, endedOn, endReason: reasons[tier] ?? '注销' } : stages;
}

function keysOf(township: Township): Set<number> {
  return new Set([township.key, ...township.communities.map((community) => community.key)]);
}

/** Groups by their township, so that picking one is no search. */
function byTownship(organizations: readonly Values[]): Map<number, Values[]> {
  return Map.groupBy(organizations, (each) => Number(each['div']) - (Number(each['div']) % 1000));
}

/** In the chosen share of townships one or two filed groups are recognized as hubs during the campaign. */
function markHubs({ random, calibration }: OrganizationPlan, region: Region, organizations: readonly Values[]): void {
  const townships = countedTownships(region);
  const groups = byTownship(organizations);
  for (const township of random.sample(townships, Math.round(townships.length * calibration.hubs))) {
    const able = (groups.get(township.key) ?? []).filter((each) => each['tier'] !== '台账' && each['endedOn'] === undefined);
    for (const hub of random.sample(able, random.chance(0.25) ? 2 : 1)) {
      hub['isHub'] = true;
      hub['hubSince'] = latest(random.dayIn('2020-09-01', calibration.campaign.to), String(hub['filedOn'] ?? hub['registeredOn']));
    }
  }
}

/** The chosen share of communities has a charity of its own; some streets have one for all their communities. */
function markCharities({ random, calibration }: OrganizationPlan, region: Region, organizations: readonly Values[]): void {
  const groups = byTownship(organizations);
  for (const township of region.counties.flatMap((county) => county.townships)) {
    const keys = keysOf(township);
    const homes = random.some([...keys], calibration.charities * 1.15);
    for (const each of groups.get(township.key) ?? []) {
      const isStreetWide = each['div'] === township.key;
      if (each['tier'] === '台账' || (isStreetWide ? !random.chance(calibration.charities * 0.3) : !homes.includes(Number(each['div'])))) continue;
      each['isCharity'] = true;
      homes.splice(homes.indexOf(Number(each['div'])), isStreetWide ? 0 : 1);
    }
  }
}

function latest(one: Day, other: Day): Day {
  return one > other ? one : other;
}
