/** Stations with their workers, talent of the communities, and social workers of organizations. */
import { addDays } from '#shared/day.ts';
import { chosenShare, earlyDay } from './chosen.ts';
import { personName } from './names.ts';
import type { OrganizationPlan } from './organizations.ts';
import { type Community, communitiesOf, countedTownships, type Region } from './places.ts';
import type { Values } from './record.ts';

const CERTIFICATES: readonly (readonly [string, number])[] = [
  ['无', 35],
  ['助理社会工作师', 40],
  ['社会工作师', 22],
  ['高级社会工作师', 1],
];

export function generateStations(plan: OrganizationPlan, region: Region): { stations: Values[]; workers: Values[] } {
  const { random, calibration } = plan;
  const townships = chosenShare(random, countedTownships(region), calibration.stations);
  const stations = townships.map((township) => ({
    name: `${township.name}社会工作服务站`,
    div: township.key,
    startedOn: earlyDay(random, '2020-10-01', calibration.campaign.to),
  }));
  const staffed = new Set(chosenShare(random, stations, calibration.staffedStations));
  const workers = stations.flatMap((station) => workersOf(plan, station, staffed.has(station)));
  return { stations, workers };
}

function workersOf(plan: OrganizationPlan, station: { name: string; div: number; startedOn: string }, isStaffed: boolean): Values[] {
  const { random } = plan;
  const staying = Array.from({ length: isStaffed ? random.whole(2, 4) : random.whole(0, 1) }, () => worker(plan, station, null));
  const left = random.chance(0.3) ? [worker(plan, station, addDays(station.startedOn, random.whole(90, 700)))] : [];
  return distinctPeople([...staying, ...left]);
}

function worker({ random, surnames }: OrganizationPlan, station: { name: string; div: number; startedOn: string }, endedOn: string | null): Values {
  return {
    stationName: station.name,
    stationDiv: station.div,
    name: personName(random, surnames),
    certificate: random.weighted(CERTIFICATES),
    startedOn: endedOn ? station.startedOn : addDays(station.startedOn, random.whole(0, 240)),
    ...(endedOn ? { endedOn } : {}),
  };
}

/** Talent sits in the chosen share of communities: two or more in urban ones, one or more in rural ones. */
export function generateTalents(plan: OrganizationPlan, region: Region): Values[] {
  const { random, calibration } = plan;
  const communities = communitiesOf(region);
  const urban = chosenShare(
    random,
    communities.filter((each) => each.kind === 'urban'),
    calibration.urbanTalent,
  );
  const rural = chosenShare(
    random,
    communities.filter((each) => each.kind === 'rural'),
    calibration.ruralTalent,
  );
  const short = communities.filter((each) => each.kind === 'urban' && !urban.includes(each));
  return [
    ...urban.flatMap((community) => talents(plan, community, random.whole(2, 3))),
    ...short.flatMap((community) => talents(plan, community, random.whole(0, 1))),
    ...rural.flatMap((community) => talents(plan, community, 1)),
  ];
}

function talents({ random, surnames, calibration }: OrganizationPlan, community: Community, count: number): Values[] {
  return distinctPeople(
    Array.from({ length: count }, () => ({
      name: personName(random, surnames),
      div: community.key,
      certificate: random.weighted(CERTIFICATES),
      post: random.pick(['社区工作者', '社工站社工', '社区居委会委员', '社会组织社工']),
      startedOn: earlyDay(random, '2020-01-01', calibration.campaign.to),
    })),
  );
}

/** The chosen share of hubs has one or two social workers, full time or part time. */
export function generateOrganizationWorkers(plan: OrganizationPlan, organizations: readonly Values[]): Values[] {
  const { random, calibration, surnames } = plan;
  const hubs = organizations.filter((each) => each['isHub'] === true);
  const others = organizations.filter((each) => each['isHub'] !== true && each['tier'] === '登记');
  const served = [...chosenShare(random, hubs, calibration.hubsWithWorker), ...chosenShare(random, others, 0.3)];
  const all = served.flatMap((organization) =>
    Array.from({ length: random.whole(1, 2) }, () => ({
      organizationName: organization['name'] ?? '',
      organizationDiv: organization['div'] ?? 0,
      name: personName(random, surnames),
      employment: random.chance(0.4) ? '专职' : '兼职',
      startedOn: later(earlyDay(random, '2021-06-01', calibration.campaign.to), String(organization['establishedOn'])),
    })),
  );
  return distinctPeople(all);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

/** Nobody twice in one place: these records carry no ID numbers, so the name must tell people apart. */
function distinctPeople(people: readonly Values[]): Values[] {
  const seen = new Set<string>();
  return people.filter((each) => {
    const identity = [each['stationDiv'] ?? each['div'] ?? each['organizationDiv'], each['organizationName'], each['name']].join('|');
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
