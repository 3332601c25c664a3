import { describe, expect, it } from 'vitest';
import { planOf, planPaths } from './plan-files.ts';

/** Line of the main clause, kind, threshold, deadline (null: the plan's last day), where it is judged. Written down apart from the plan files. */
type Row = [line: number, kind: string, threshold: number | null, deadline: string | null, judgedAt?: 'ownDivision'];
const TARGETS: Record<string, Row> = {
  'PDS-Q01': [25, 'average', 10, '2023-12-31'],
  'PDS-Q02': [25, 'average', 5, '2023-12-31'],
  'PDS-Q03': [25, 'eachAtLeast', 1, '2023-12-31'],
  'PDS-Q04': [39, 'eachAtLeast', 1, null],
  'PDS-Q05': [43, 'lines', 1, '2023-12-31'],
  'PDS-Q06': [45, 'share', 0.9, '2023-12-31'],
  'PDS-Q07': [45, 'eachAtLeast', 1, '2023-12-31'],
  'PDS-Q08': [49, 'lines', 1, '2023-12-31'],
  'PDS-Q09': [49, 'count', 10, '2023-12-31', 'ownDivision'],
  'PDS-Q10': [49, 'count', 10, '2023-12-31', 'ownDivision'],
  'PDS-Q11': [59, 'coverage', 0.9, '2022-12-31'],
  'PDS-Q12': [59, 'coverage', 0.6, '2022-12-31'],
  'PDS-Q13': [73, 'count', 20, '2021-12-31', 'ownDivision'],
  'PDS-Q14': [75, 'count', 10, '2022-12-31', 'ownDivision'],
  'PDS-Q15': [73, 'named', 1, '2021-12-31'],
  'PDS-Q16': [87, 'lines', 1, '2023-12-31'],
  'PDS-Q17': [87, 'lines', 1, '2023-12-30'],
  'PDS-Q18': [57, 'lines', 1, '2023-12-31'],
  'PDS-Q19': [53, 'lines', 1, '2023-12-31'],
  'PDS-Q20': [31, 'share', 1, '2021-12-31'],
  'PDS-Q21': [71, 'milestone', null, null],
  'MCA-Q01': [57, 'count', 2_450_000, '2023-12-31', 'ownDivision'],
  'MCA-Q02': [57, 'share', 1, '2023-12-31'],
  'MCA-Q03': [11, 'milestone', null, null],
  'MCA-Q04': [45, 'count', null, null],
  'HN-Q01': [35, 'eachAtLeast', 1, '2023-12-31'],
  'HN-Q02': [35, 'eachAtLeast', 1, '2023-12-31'],
  'HN-Q03': [22, 'named', 1, '2021-12-31'],
  'HN-Q04': [23, 'named', 1, '2022-12-31'],
  'HN-Q05': [23, 'count', null, '2022-12-31'],
  'HN-Q06': [38, 'coverage', null, null],
  'HN-Q07': [38, 'parts', null, null],
  'HN-Q08': [21, 'milestone', null, null],
  'GZ-Q01': [39, 'share', 0.5, '2021-12-31'],
  'GZ-Q02': [39, 'share', 0.8, '2023-12-31'],
  'GZ-Q03': [45, 'named', 1, null],
  'GZ-Q04': [53, 'lines', 1, '2023-12-31'],
  'GZ-Q05': [53, 'eachAtLeast', 1, '2023-12-31'],
  'GZ-Q06': [53, 'share', 1, '2023-12-31'],
  'GZ-Q07': [55, 'eachAtLeast', 1, '2023-12-31'],
  'GZ-Q08': [55, 'eachAtLeast', 1, '2023-12-31'],
  'GZ-Q09': [97, 'lines', 1, '2023-12-31'],
  'GZ-Q10': [95, 'count', 1, '2021-12-31', 'ownDivision'],
  'GZ-Q11': [93, 'milestone', null, null],
  'SZ-Q01': [12, 'share', 0.85, '2025-12-31'],
  'SZ-Q02': [18, 'lines', 1, '2025-12-31'],
  'SZ-Q03': [20, 'eachAtLeast', 1, '2025-12-31'],
  'SZ-Q04': [29, 'share', null, null],
  'SZ-Q05': [9, 'milestone', null, null],
};

/** The facts that modules offer, with their attributes; `township` is the engine's own. */
const ORGANIZATION = ['organization', 'names', 'category', 'tier', 'legalForm', 'isCharity', 'coversBelow', 'partyForm', 'stage'];
const FACTS: Record<string, readonly string[]> = {
  ledgeredOrganizations: ORGANIZATION,
  filedOrganizations: ORGANIZATION,
  ledgeredHubs: ORGANIZATION,
  filedHubs: ORGANIZATION,
  platforms: ['level', 'kind'],
  stations: ['station'],
  stationStaff: ['station'],
  talents: ['certificate'],
  organizationSocialWorkers: ['organization', 'employment'],
  trainings: ['hostLevel', 'audiences', 'participants', 'startedOn'],
  designations: ['kind', 'objectName', 'ownerName', 'organization', 'township'],
  designationGrants: ['kind', 'designatedOn'],
  facilityCoverage: ['kind'],
  regionPairings: ['partner'],
  handIns: ['kind', 'period', 'state', 'themes', 'handedInOn'],
  selections: ['kind', 'year', 'completedOn'],
  activities: ['theme', 'participants', 'startedOn'],
  partyOrganizations: ['kind'],
  extensions: ['pilot'],
};

const PLANS = planPaths().map(planOf);

/** Every object inside a formula that selects facts. */
function selectionsIn(node: unknown): Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(selectionsIn);
  return 'facts' in node ? [node as Record<string, unknown>, ...inner] : inner;
}

describe('the 49 targets', () => {
  it('are all there, each once, judged as the policies say', () => {
    const rows = PLANS.flatMap(({ targets }) => targets).map((target): [string, Row] => [
      target.id,
      [target.clause.line, target.kind, target.threshold, target.deadline, ...(target.judgedAt === 'ownDivision' ? [target.judgedAt] : [])] as Row,
    ]);
    expect(rows).toHaveLength(49);
    expect(Object.fromEntries(rows)).toEqual(TARGETS);
  });

  it('count only facts and attributes that modules offer', () => {
    for (const { formula, id } of PLANS.flatMap(({ targets }) => targets)) {
      for (const selection of selectionsIn(formula)) {
        const known = FACTS[String(selection.facts)] ?? [];
        const linked = selectionsIn(formula).flatMap(({ on }) => Object.values((on ?? {}) as Record<string, string>));
        expect(known, `${id}: ${String(selection.facts)}`).not.toEqual([]);
        for (const attribute of Object.keys(selection.where ?? {})) expect(known, `${id}: ${attribute}`).toContain(attribute);
        for (const attribute of linked) expect(Object.values(FACTS).flat(), `${id}: ${attribute}`).toContain(attribute);
      }
    }
  });

  it('count recurring lines from the first day of the campaign', () => {
    const lines = PLANS.flatMap(({ period, targets }) =>
      targets.flatMap(({ id, formula }) => (formula.kind === 'lines' ? [{ id, since: formula.having.count.since, firstDay: period.from }] : [])),
    );
    expect(lines).toHaveLength(9);
    expect(lines.filter(({ since, firstDay }) => since !== firstDay)).toEqual([]);
  });

  it('take office duties at the office itself', () => {
    const offices = PLANS.flatMap(({ targets }) => targets).filter(({ id }) =>
      ['PDS-Q05', 'PDS-Q08', 'PDS-Q16', 'PDS-Q17', 'PDS-Q18', 'GZ-Q04', 'SZ-Q02'].includes(id),
    );
    expect(offices).toHaveLength(7);
    expect(offices.map(({ formula }) => formula.kind === 'lines' && formula.having.count.at)).toEqual(offices.map(() => 'unit'));
  });
});
