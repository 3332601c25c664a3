/** People and a place to file in: a street of 平顶山 with its community and district, and applicants' papers. */
import { ROLES, presetGrants, type RoleId } from '#modules/accounts/contract/roles.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { FilingForm, HeldMaterial } from '#modules/filings/contract/application.ts';
import { MATERIALS, wordsOf } from '#modules/filings/contract/workflow.ts';
import { loadRuleSets } from '#modules/filings/server/public.ts';
import type { FilingMeans } from '#modules/filings/server/means.ts';
import type { Actor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';

export const PLACES = {
  /** 平顶山 新华区 曙光街街道 */
  pingdingshan: { community: 410402001001, street: 410402001000, county: 410402000000, city: 410400000000, load: '410402001' },
  /** 广州 荔湾区 沙面街道 */
  guangzhou: { community: 440103001101, street: 440103001000, county: 440103000000, city: 440100000000, load: '440103001' },
  /** 深圳 罗湖区 桂园街道 */
  shenzhen: { community: 440303001001, street: 440303001000, county: 440303000000, city: 440300000000, load: '440303001' },
  /** 海口 秀英区 秀英街道 */
  hainan: { community: 460105001001, street: 460105001000, county: 460105000000, city: 460100000000, load: '460105001' },
  /** 成都 武侯区 浆洗街街道：no rules of its own, so those of the nation */
  chengdu: { community: 510107001004, street: 510107001000, county: 510107000000, city: 510100000000, load: '510107001' },
} as const;
export type PlaceName = keyof typeof PLACES;

/** Loads the places and the rule sets. */
export async function openFilings(context: Context, places: readonly PlaceName[]): Promise<void> {
  await loadDivisions(context, { scope: places.map((place) => PLACES[place].load) });
  await loadRuleSets(context);
}

/** Somebody in a role at a division, without an account. */
export function actorAs(role: RoleId, division: number, level: DivisionLevel, id = `${role}-${division}`): Actor {
  return {
    id,
    name: ROLES[role].name,
    postId: null,
    division,
    divisionLevel: level,
    range: rangeOf(division, level),
    grants: new Map([...presetGrants(ROLES[role])].map(([verb, classes]) => [verb, new Set(classes)])),
  };
}

export interface Desk {
  leader: Context;
  committee: Context;
  street: Context;
  district: Context;
  supervisor: Context;
}

export function deskOf(context: Context, place: PlaceName): Desk {
  const { community, street, county } = PLACES[place];
  const as = (actor: Actor): Context => ({ ...context, actor });
  return {
    leader: as(actorAs('csoManager', community, 'community')),
    committee: as(actorAs('neighborhoodCommitteeStaff', community, 'community')),
    street: as(actorAs('streetStaff', street, 'township')),
    district: as(actorAs('districtCivilAffairsStaff', county, 'county')),
    supervisor: as(actorAs('supervisingAuthority', county, 'county')),
  };
}

export function meansOf(registers: FilingMeans['registers'], more: Partial<FilingMeans> = {}): FilingMeans {
  return {
    registers,
    heldMoney: [],
    findColleague: async () => undefined,
    listColleagues: async () => [],
    tellOffices: async () => undefined,
    nameLeader: async () => undefined,
    ...more,
  };
}

/** An invented number with a valid check character. */
export function idNumberOf(number: number): string {
  const first = `41040219700101${String(number).padStart(3, '0')}`;
  return first + idCheckCharacter(first);
}

/** A form that fulfils every condition of every rule set. */
export function completeForm(name: string): FilingForm {
  return {
    name,
    category: '居民互助类',
    legalForm: '社会团体',
    purpose: '邻里互助，服务居民',
    establishedOn: '2023-01-10',
    businessScopes: ['邻里互助'],
    venues: ['社区活动室'],
    serviceTargets: ['老年人'],
    majorActivities: '重阳敬老',
    hasRoster: true,
    memberCount: 60,
    individualMembers: 60,
    unitMembers: 0,
    individualInitiators: 5,
    unitInitiators: 0,
    staffCount: 3,
    partyMemberCount: 2,
    activityFunds: 5_000_000,
    leaderName: '张春',
    leaderHasFullCapacity: true,
    leaderIsDeprivedOfPoliticalRights: false,
    leaderHeadsAnother: false,
    leaderIsStreetCadre: false,
    charterHasPartyClause: true,
    staysInCommunity: true,
    pledged: true,
  };
}

/** One that every procedure can be gone through with, whatever it asks for: a change, an ending, a punishment, party work. */
export function formForEveryProcedure(name: string): FilingForm {
  return {
    ...completeForm(name),
    partyForm: '联合支部',
    partyMembersCollected: true,
    partyRelationsTransferred: true,
    changes: { venues: ['新活动室'] },
    resolvedOn: '2023-11-10',
    hasNoDebts: true,
    case: {
      number: '查1号',
      finding: 'substantiated',
      closedOn: '2023-11-01',
      officers: ['甲', '乙'],
      legalReviewOn: '2023-11-10',
      isMinor: true,
      dissolvedOn: '2023-11-10',
    },
    liquidation: { groupMembers: ['甲'], endedOn: '2023-11-15', debtsCleared: true },
  };
}

export const ALL_MATERIALS: HeldMaterial[] = wordsOf(MATERIALS).map((material) => ({ material, heldAs: 'paper' }));

/** 社会团体 code with valid check characters. */
export const CREDIT_CODE = '51410402MJY000001Q';
