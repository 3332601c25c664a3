/** Formulas of every kind over the small tree, some for units that gather from their whole subtree. */
import { type FigureFormula, figureFormulaSchema } from '#engines/indicators/formula.ts';
import type { MeasureDefinition } from '#modules/indicators/server/measure-store.ts';
import { CITY, EAST } from './small-world.ts';

const year = (number: number) => ({ name: String(number), year: number, firstDay: `${number}-01-01`, lastDay: `${number}-12-31`, dueOn: `${number}-12-31` });
const PERIODS = [2021, 2022, 2023].map(year);

const FORMULAS: Record<string, object> = {
  groups: { kind: 'count', of: { facts: 'ledgeredOrganizations' } },
  groupsPerUrbanCommunity: { kind: 'average', of: { facts: 'ledgeredOrganizations' }, per: { level: 'community', kind: 'urban' }, listBelow: 3 },
  groupsPerCity: { kind: 'average', of: { facts: 'filedOrganizations' }, per: { level: 'city' }, listBelow: 5 },
  townshipsWithHub: { kind: 'share', units: { level: 'township' }, having: { count: { facts: 'filedHubs' }, atLeast: 1 } },
  citiesWithHub: { kind: 'share', units: { level: 'city' }, having: { count: { facts: 'filedHubs' }, atLeast: 2 } },
  citiesOfTrainedCounties: {
    kind: 'share',
    units: { level: 'city' },
    having: { every: { level: 'county' }, having: { count: { facts: 'trainings', where: { participants: { above: 0 } } }, atLeast: 1 } },
  },
  charityReach: {
    kind: 'coverage',
    units: { level: 'community' },
    having: { count: { facts: 'filedOrganizations', where: { isCharity: true }, at: 'reaching' }, atLeast: 1 },
  },
  attendances: { kind: 'count', of: { facts: 'trainings', since: '2021-03-01' }, by: 'quantity' },
  observedTownships: { kind: 'count', of: { facts: 'designations', where: { kind: '观察点' } }, by: 'townships' },
  brandsOfEast: { kind: 'count', of: { facts: 'designations', where: { kind: '品牌组织' } }, within: String(EAST) },
  ownedProjects: {
    kind: 'count',
    of: { facts: 'designations', where: { kind: '品牌项目' }, linkedTo: { facts: 'ledgeredOrganizations', on: { ownerName: 'names' } } },
  },
  hubsWithWorkers: {
    kind: 'records',
    of: { facts: 'ledgeredHubs' },
    having: { count: { facts: 'organizationSocialWorkers', on: { organization: 'organization' } }, atLeast: 1 },
  },
  yearlyTraining: {
    kind: 'lines',
    units: [{ level: 'city' }, { level: 'county' }],
    periods: { every: 'year', from: '2021', to: '2023' },
    having: { count: { facts: 'trainings', where: { hostLevel: { levelOfUnit: true }, startedOn: { datedIn: 'period' } }, at: 'unit' }, atLeast: 1 },
  },
  handedIn: {
    kind: 'lines',
    units: [{ level: 'county' }],
    periods: { every: 'year', from: '2021', to: '2023' },
    having: { count: { facts: 'handIns', where: { state: '已接收', period: { sameAs: 'period' } }, at: 'unit' }, atLeast: 1 },
  },
  countiesReached: { kind: 'unitCount', units: { level: 'county' }, having: { count: { facts: 'trainings', at: 'unit' }, atLeast: 1 } },
  partnered: {
    kind: 'named',
    units: { level: 'county' },
    having: { count: { facts: 'regionPairings', where: { partner: { unit: { level: 'county', within: String(CITY) } } }, at: 'unit' }, atLeast: 1 },
  },
};

export const SMALL_MEASURES: readonly { name: string; definition: MeasureDefinition }[] = Object.entries(FORMULAS).map(([name, formula]) => {
  const parsed: FigureFormula = figureFormulaSchema.parse(formula);
  return { name, definition: { formula: parsed, periods: parsed.kind === 'lines' ? PERIODS : [], scope: { from: CITY, to: CITY + 1e8 } } };
});
