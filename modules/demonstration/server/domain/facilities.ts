/** Platforms and venues, care facilities, party organizations, pairings and the spreading of pilots. */
import { chosenShare, earlyDay } from './chosen.ts';
import type { OrganizationPlan } from './organizations.ts';
import { type Community, communitiesOf, countedCounties, countedTownships, type Region } from './places.ts';
import type { Values } from './record.ts';

export function generatePlatforms({ random, calibration }: OrganizationPlan, region: Region): Values[] {
  const { from, to } = calibration.campaign;
  const counties = countedCounties(region);
  const platform = (name: string, div: number, level: string, kind: string, first: string, last: string): Values => ({
    name,
    div,
    level,
    kind,
    startedOn: earlyDay(random, first, last),
    operator: random.pick(['民政部门直属', '社会服务机构受托运营', '街道自办']),
    area: random.whole(80, 1200),
  });
  return [
    ...chosenShare(random, counties, calibration.platforms).map((county) =>
      platform(`${county.name}社区社会组织服务中心`, county.key, '区', '服务中心', from, to),
    ),
    ...chosenShare(random, counties, calibration.incubators).map((county) =>
      platform(`${county.name}社会组织孵化基地`, county.key, '区', '孵化基地', '2019-01-01', '2021-12-20'),
    ),
    ...chosenShare(random, countedTownships(region), 0.4).map((township) =>
      platform(`${township.name}社会组织支持平台`, township.key, '街道', '支持平台', '2020-01-01', to),
    ),
    ...chosenShare(random, communitiesOf(region), 0.08).map((community) =>
      platform(`${community.name}社会组织活动室`, community.key, '社区', '活动场所', '2019-01-01', to),
    ),
  ];
}

/** The chosen share of communities is covered, a facility for one to three neighbours of a township; nearly all by the end of 2022. */
export function generateCareFacilities(plan: OrganizationPlan, region: Region): Values[] {
  const townships = region.counties.flatMap((county) => county.townships);
  return townships.flatMap((township) => [
    ...facilitiesOf(
      plan,
      township.communities.filter((each) => each.kind === 'urban'),
      plan.calibration.dayCare,
      '城市社区老年人日间照料中心',
      '老年人日间照料中心',
    ),
    ...facilitiesOf(
      plan,
      township.communities.filter((each) => each.kind === 'rural'),
      plan.calibration.ruralCare,
      '农村养老设施',
      '幸福院',
    ),
  ]);
}

function facilitiesOf({ random }: OrganizationPlan, communities: readonly Community[], share: number, kind: string, title: string): Values[] {
  const covered = communities.filter(() => random.chance(share));
  const facilities: Values[] = [];
  while (covered.length > 0) {
    const [home, ...neighbours] = covered.splice(
      0,
      random.weighted([
        [1, 60],
        [2, 30],
        [3, 10],
      ]),
    );
    if (!home) break;
    facilities.push({
      name: `${home.name}${title}`,
      kind,
      div: home.key,
      coveredDivs: [home, ...neighbours].map((each) => each.key),
      startedOn: random.chance(0.85) ? earlyDay(random, '2018-01-01', '2022-12-20') : random.dayIn('2023-01-01', '2023-12-20'),
    });
  }
  return facilities;
}

export function generatePartyOrganizations({ random, calibration }: OrganizationPlan, region: Region): Values[] {
  const { from, to } = calibration.campaign;
  const party = (place: { key: number; name: string }, kind: string): Values => ({
    name: `${place.name}社区社会组织${kind === '总支' ? '党总支' : '联合党支部'}`,
    kind,
    div: place.key,
    establishedOn: earlyDay(random, from, to),
  });
  const townships = countedTownships(region);
  const general = chosenShare(random, townships, calibration.generalBranches);
  const joint = chosenShare(
    random,
    townships.filter((each) => !general.includes(each)),
    calibration.jointBranches,
  );
  const scattered = communitiesOf(region).filter(() => random.chance(0.06));
  const homes = new Map([...joint.flatMap((township) => township.communities), ...scattered].map((community) => [community.key, community]));
  return [...general.map((township) => party(township, '总支')), ...[...homes.values()].map((community) => party(community, '联合支部'))];
}

/** Pairings of districts in 平顶山, of organizations everywhere. */
export function generatePairings({ random, calibration }: OrganizationPlan, region: Region, organizations: readonly Values[]): Values[] {
  const { from, to } = calibration.campaign;
  const regional: Values[] = [
    [410402000000, 410421000000],
    [410403000000, 410422000000],
    [410402000000, 410423000000],
  ]
    .filter(() => region.key === 410400000000)
    .map(([one = 0, other = 0]) => ({
      kind: '区域结对',
      partyA: String(one),
      div: one,
      partyB: String(other),
      partyBDiv: other,
      startedOn: random.dayIn('2021-09-10', '2021-12-20'),
    }));
  const strong = random.sample(
    organizations.filter((each) => each['tier'] === '登记'),
    20,
  );
  const young = random.sample(
    organizations.filter((each) => each['tier'] === '台账'),
    20,
  );
  const paired = strong.slice(0, young.length).map((one, index) => {
    const other = young[index] ?? {};
    return {
      kind: '组织结对',
      partyA: one['name'] ?? '',
      div: one['div'] ?? 0,
      partyB: other['name'] ?? '',
      partyBDiv: other['div'] ?? 0,
      startedOn: earlyDay(random, from, to),
    };
  });
  return [...regional, ...paired];
}

/** 海南: the experience of the two pilot cities goes to some counties of the east, the middle and the west. */
export function generateExtensions({ random }: OrganizationPlan, region: Region): Values[] {
  if (region.key !== 460000000000) return [];
  const pilots = [460100000000, 460200000000];
  const receivers = countedCounties(region).filter((county) => !pilots.includes(county.key - (county.key % 1e8)));
  return chosenShare(random, receivers, 0.6).map((county) => ({
    pilotDiv: random.pick(pilots),
    div: county.key,
    extendedOn: random.dayIn('2022-03-01', '2022-12-20'),
    content: '社区社会组织培育孵化和规范管理经验',
  }));
}
