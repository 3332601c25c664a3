/** All demonstration records of one region. The same seed gives the same records, whatever else is generated. */
import type { Day } from '#shared/day.ts';
import { RandomSource, seedOf } from '#shared/random-source.ts';
import { calibrationOf } from './calibration.ts';
import { generateDesignations } from './designations.ts';
import { generateCareFacilities, generateExtensions, generatePairings, generatePartyOrganizations, generatePlatforms } from './facilities.ts';
import type { Surnames } from './names.ts';
import { generateActivities, generateHandIns, generateSelections, generateTrainings } from './offices.ts';
import { generateOrganizations, type OrganizationPlan } from './organizations.ts';
import { generateOrganizationWorkers, generateStations, generateTalents } from './people.ts';
import { communitiesOf, type Region } from './places.ts';
import { type DemonstrationRecords, REGISTERS, type Values } from './record.ts';

export interface GenerationInput {
  seed: number;
  surnames: Surnames;
  /** factor on the calibrated numbers of organizations */
  scale: number;
  /** nothing is said about days after this one */
  today: Day;
}

/** Field of the day a record begins. */
const BEGINS: Record<(typeof REGISTERS)[number], string> = {
  organizations: 'establishedOn',
  platforms: 'startedOn',
  stations: 'startedOn',
  'station-workers': 'startedOn',
  talents: 'startedOn',
  'organization-social-workers': 'startedOn',
  trainings: 'startedOn',
  designations: 'designatedOn',
  'care-facilities': 'startedOn',
  pairings: 'startedOn',
  'hand-ins': 'handedInOn',
  selections: 'completedOn',
  activities: 'startedOn',
  'party-organizations': 'establishedOn',
  extensions: 'extendedOn',
};

export function generateRegion(input: GenerationInput, region: Region): DemonstrationRecords {
  const plan = (part: string): OrganizationPlan => ({
    random: new RandomSource(seedOf(input.seed, region.key, part)),
    surnames: input.surnames,
    calibration: calibrationOf(region.key),
    scale: input.scale,
  });
  const organizations = known(generateOrganizations(plan('organizations'), region), 'establishedOn', input.today);
  const { stations, workers } = generateStations(plan('stations'), region);
  const records: DemonstrationRecords = {
    organizations,
    platforms: generatePlatforms(plan('platforms'), region),
    stations,
    'station-workers': workers,
    talents: generateTalents(plan('talents'), region),
    'organization-social-workers': generateOrganizationWorkers(plan('workers'), organizations),
    trainings: distinct(generateTrainings(plan('trainings'), region), ['name', 'div', 'startedOn']),
    designations: distinct(generateDesignations(plan('designations'), region, organizations), ['kind', 'objectName', 'div', 'designatedOn']),
    'care-facilities': generateCareFacilities(plan('care'), region),
    pairings: generatePairings(plan('pairings'), region, organizations),
    'hand-ins': generateHandIns(plan('hand-ins'), region),
    selections: generateSelections(plan('selections'), region),
    activities: distinct(generateActivities(plan('activities'), region, organizations), ['name', 'organizationName', 'div', 'startedOn']),
    'party-organizations': generatePartyOrganizations(plan('party'), region),
    extensions: generateExtensions(plan('extensions'), region),
  };
  for (const register of REGISTERS) records[register] = known(records[register], BEGINS[register], input.today);
  return withParents(records);
}

/** Records begun by today, without ends that are still to come. */
function known(records: readonly Values[], begins: string, today: Day): Values[] {
  return records
    .filter((record) => String(record[begins]) <= today && laterDays(record).every((day) => day <= today))
    .map((record) => (typeof record['endedOn'] === 'string' && record['endedOn'] > today ? without(record, ['endedOn', 'endReason']) : record));
}

/** Days of filing and registration: a group filed tomorrow is not filed today. */
function laterDays(record: Values): string[] {
  return [record['filedOn'], record['registeredOn'], record['hubSince']].filter((day) => typeof day === 'string');
}

function without(record: Values, fields: readonly string[]): Values {
  return Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));
}

/** Workers only of stations that are there. */
function withParents(records: DemonstrationRecords): DemonstrationRecords {
  const stations = new Set(records.stations.map((each) => `${each['name']}|${each['div']}`));
  return { ...records, 'station-workers': records['station-workers'].filter((each) => stations.has(`${each['stationName']}|${each['stationDiv']}`)) };
}

function distinct(records: readonly Values[], fields: readonly string[]): Values[] {
  return [...new Map(records.map((record) => [fields.map((field) => record[field]).join('|'), record])).values()];
}

/** The factor that makes the overall mean of all communities N. */
export function scaleFor(regions: readonly Region[], organizationsPerCommunity: number | undefined): number {
  if (organizationsPerCommunity === undefined) return 1;
  let calibrated = 0;
  let communities = 0;
  for (const region of regions) {
    const { urbanMean, ruralMean } = calibrationOf(region.key);
    for (const community of communitiesOf(region)) {
      calibrated += community.kind === 'urban' ? urbanMean : ruralMean;
      communities += 1;
    }
  }
  return communities === 0 || calibrated === 0 ? 1 : (organizationsPerCommunity * communities) / calibrated;
}
