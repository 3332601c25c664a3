/** Where the people and the records of the access tests are: one line of the tree, its neighbours, and another province. */
import type { RoleId } from '#modules/accounts/contract/roles.ts';
import type { DivisionLevel } from '#shared/division-code.ts';

export interface Place {
  code: string;
  level: DivisionLevel;
}

const place = (code: string, level: DivisionLevel): Place => ({ code, level });

export const NATION = place('000000000000', 'nation');
export const HENAN = place('410000000000', 'province');
export const GUANGDONG = place('440000000000', 'province');
export const PINGDINGSHAN = place('410400000000', 'city');
const SHANGQIU = place('411400000000', 'city');
const GUANGZHOU = place('440100000000', 'city');
export const XINHUA = place('410402000000', 'county');
export const WEIDONG = place('410403000000', 'county');
export const LIWAN = place('440103000000', 'county');
export const SHUGUANG = place('410402001000', 'township');
export const GUANGMING = place('410402002000', 'township');
const SHAMIAN = place('440103001000', 'township');
export const SHUBEI = place('410402001001', 'community');
export const SHUNAN = place('410402001002', 'community');
const CUIZHOU = place('440103001101', 'community');

/** What is loaded; the rest of the tree above comes along. */
export const LOADED = ['410402001', '410402002', '410403001', '411402001', '440103001'];

/** Every place has the same things in it, named after its code. */
export const PLACES: readonly Place[] = [
  NATION,
  HENAN,
  GUANGDONG,
  PINGDINGSHAN,
  SHANGQIU,
  GUANGZHOU,
  XINHUA,
  WEIDONG,
  LIWAN,
  SHUGUANG,
  GUANGMING,
  SHAMIAN,
  SHUBEI,
  SHUNAN,
  CUIZHOU,
];

export type Relation = 'own' | 'below' | 'above' | 'sibling' | 'otherProvince';
export const RELATIONS: readonly Relation[] = ['own', 'below', 'above', 'sibling', 'otherProvince'];

const SEEN_FROM: Record<DivisionLevel, Partial<Record<Relation, Place>>> = {
  nation: { own: NATION, below: HENAN },
  province: { own: HENAN, below: PINGDINGSHAN, above: NATION, otherProvince: GUANGDONG },
  city: { own: PINGDINGSHAN, below: XINHUA, above: HENAN, sibling: SHANGQIU, otherProvince: GUANGZHOU },
  county: { own: XINHUA, below: SHUGUANG, above: PINGDINGSHAN, sibling: WEIDONG, otherProvince: LIWAN },
  township: { own: SHUGUANG, below: SHUBEI, above: XINHUA, sibling: GUANGMING, otherProvince: SHAMIAN },
  community: { own: SHUBEI, above: SHUGUANG, sibling: SHUNAN, otherProvince: CUIZHOU },
};

/** The place that stands in a relation to an office of a level; undefined where there is none. */
export function placeSeenFrom(level: DivisionLevel, relation: Relation): Place | undefined {
  return SEEN_FROM[level][relation];
}

/** At which level each role of the dossier sits in these tests. A new role needs a line here and one in `expected-rights.ts`. */
export const SEATS: Record<RoleId, DivisionLevel> = {
  ministryStaff: 'nation',
  provincialStaff: 'province',
  cityCivilAffairsStaff: 'city',
  cityCooperatingDepartment: 'city',
  districtCivilAffairsStaff: 'county',
  supervisingAuthority: 'county',
  industryRegulator: 'township',
  functionalDepartment: 'community',
  otherDepartment: 'county',
  streetStaff: 'township',
  streetPartyStaff: 'township',
  neighborhoodCommitteeStaff: 'community',
  communityPartyStaff: 'community',
  csoManager: 'township',
  csoMember: 'community',
  hubOperator: 'county',
  socialWorker: 'township',
  volunteer: 'community',
  resident: 'community',
  residentUnit: 'township',
  donor: 'city',
  evaluator: 'province',
  partyMember: 'community',
  systemAdministrator: 'county',
  securityAdministrator: 'county',
  auditAdministrator: 'county',
};

/** Whether a code lies in or below a place: told by the code's own digits, not by the product. */
export function liesWithin(code: string, within: Place): boolean {
  const digits = { nation: 0, province: 2, city: 4, county: 6, township: 9, community: 12 }[within.level];
  return code.slice(0, digits) === within.code.slice(0, digits);
}
