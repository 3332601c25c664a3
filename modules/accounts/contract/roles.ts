/**
 * Role presets (dossier 2.2). A role is a set of verbs; a post holds it over a division and everything below.
 * The three administrators hold no business verb, and nobody holds two of their duties.
 */
import { DATA_CLASSES, type DataClass } from '#shared/data-class.ts';
import type { DivisionLevel } from '#shared/division-code.ts';
import type { Permission } from './permissions.ts';

/** What kind of work an account does, for life: the three administrators exclude each other and all business. */
export type Duty = 'business' | 'system' | 'security' | 'audit';

export const DUTY_NAMES: Record<Duty, string> = { business: '业务工作', system: '系统管理', security: '安全管理', audit: '审计管理' };

export interface Role {
  name: string;
  /** one sentence: what the holder does here */
  does: string;
  duty: Duty;
  /** at which levels of the tree a post of this role may stand */
  levels: readonly DivisionLevel[];
  permissions: readonly Permission[];
  /** classes of data that the verbs reach, beside what is general; a post may be given others (`domain/grantable.ts`) */
  classes: readonly Exclude<DataClass, 'general'>[];
  /** clause ids of the documents that name the work */
  source: string;
}

const ANY_LEVEL = ['nation', 'province', 'city', 'county', 'township', 'community'] as const;
const FROM_COUNTY_UP = ['nation', 'province', 'city', 'county'] as const;
const FROM_CITY_DOWN = ['city', 'county', 'township', 'community'] as const;
const LOOK: readonly Permission[] = ['division.read', 'plan.read'];
const ACTIVITIES: readonly Permission[] = ['activity.read', 'activity.work'];
const TAKE_PART: readonly Permission[] = [...LOOK, 'activity.join'];
const FILINGS: readonly Permission[] = ['filing.read', 'filing.enter', 'rules.read'];
const PLANS: readonly Permission[] = ['plan.edit', 'plan.assign', 'plan.work'];
const SEE_VOLUNTEERS: readonly Permission[] = ['volunteer.count', 'volunteer.read'];
/** Offices that look after volunteers themselves (X05 art.26). */
const VOLUNTEERS: readonly Permission[] = [...SEE_VOLUNTEERS, 'volunteer.keep'];
const PUBLICITY: readonly Permission[] = ['publicity.read', 'publicity.write', 'publicity.review'];
const NEEDS: readonly Permission[] = ['need.read', 'need.handle'];
const LEAD_NEEDS: readonly Permission[] = ['need.read', 'need.supervise'];
const REGISTERS: readonly Permission[] = ['evidence.read', 'evidence.edit', 'evidence.import', 'evidence.export', 'correction.answer'];

export const ROLES = {
  ministryStaff: {
    name: '民政部工作人员',
    does: '查看全国进展与报告',
    duty: 'business',
    levels: ['nation'],
    permissions: [...LOOK, 'report.read', 'rules.read', 'rules.edit', ...PUBLICITY],
    classes: [],
    source: 'X01 四',
  },
  provincialStaff: {
    name: '省级民政工作人员',
    does: '统计全省进展，审收市级报告，维护省级规划',
    duty: 'business',
    levels: ['province'],
    permissions: [
      ...LOOK,
      'division.manage',
      ...PLANS,
      'evidence.read',
      'evidence.export',
      'report.read',
      'report.accept',
      'indicator.check',
      'filing.read',
      'need.read',
      'rules.read',
      'rules.edit',
      'volunteer.count',
      'activity.read',
      ...PUBLICITY,
    ],
    classes: ['financial'],
    source: 'HN L22-23, L28',
  },
  cityCivilAffairsStaff: {
    name: '市级民政工作人员',
    does: '制定目标，审收区县报告，起草并报送全市报告',
    duty: 'business',
    levels: ['city'],
    permissions: [
      ...LOOK,
      'division.manage',
      ...PLANS,
      ...REGISTERS,
      'personal-data.reveal',
      'personal-data.export',
      'report.read',
      'report.draft',
      'report.hand-in',
      'report.accept',
      'indicator.check',
      ...FILINGS,
      ...ACTIVITIES,
      'activity.answer',
      'activity.plan',
      'registration.decide',
      'filing.hand-over',
      'notice.manage',
      'rules.edit',
      ...SEE_VOLUNTEERS,
      ...PUBLICITY,
      ...LEAD_NEEDS,
    ],
    classes: ['personal', 'financial'],
    source: 'PDS L73-75, L81, L87; GZ L103-105; SZ L16, L18, L35, L40',
  },
  cityCooperatingDepartment: {
    name: '市级民政配合科室',
    does: '按职责分工查看台账与报告',
    duty: 'business',
    levels: ['city', 'county'],
    permissions: [...LOOK, 'evidence.read', 'evidence.export', 'report.read', 'activity.read'],
    classes: [],
    source: 'PDS L81; HN L45; GZ L103; SZ L38',
  },
  districtCivilAffairsStaff: {
    name: '县（市、区）民政工作人员',
    does: '摸底、培训、评选，起草并报送季度与年度报告',
    duty: 'business',
    levels: ['county'],
    permissions: [
      ...LOOK,
      'division.manage',
      'plan.assign',
      'plan.work',
      ...REGISTERS,
      'personal-data.reveal',
      'personal-data.export',
      'report.read',
      'report.draft',
      'report.hand-in',
      'indicator.check',
      ...FILINGS,
      ...ACTIVITIES,
      'activity.answer',
      'activity.plan',
      'registration.decide',
      'filing.hand-over',
      'notice.manage',
      'rules.edit',
      ...VOLUNTEERS,
      ...PUBLICITY,
      ...LEAD_NEEDS,
    ],
    classes: ['personal', 'restricted', 'financial'],
    source: 'PDS L31,43,49,57,87; HN L42,46; GZ L35,53,83,89; SZ L12,29,32,34,35',
  },
  supervisingAuthority: {
    name: '业务主管单位',
    does: '按职能监督，查看共享信息',
    duty: 'business',
    levels: FROM_CITY_DOWN,
    permissions: [...LOOK, 'evidence.read', ...FILINGS, 'registration.consent'],
    classes: [],
    source: 'HN L43; SZ L32, L35',
  },
  industryRegulator: {
    name: '行业管理部门',
    does: '按职能监督，查看共享信息',
    duty: 'business',
    levels: FROM_CITY_DOWN,
    permissions: [...LOOK, 'evidence.read'],
    classes: [],
    source: 'HN L43; SZ L32, L35',
  },
  functionalDepartment: {
    name: '职能部门',
    does: '按职能监督，查看共享信息',
    duty: 'business',
    levels: FROM_CITY_DOWN,
    permissions: [...LOOK, 'evidence.read'],
    classes: [],
    source: 'HN L43; SZ L32, L35',
  },
  otherDepartment: {
    name: '协同部门',
    does: '资源下沉，联合指导',
    duty: 'business',
    levels: FROM_CITY_DOWN,
    permissions: LOOK,
    classes: [],
    source: 'PDS L35, L47',
  },
  streetStaff: {
    name: '街道（乡镇）工作人员',
    does: '备案与管理，支持与对接，填写台账',
    duty: 'business',
    levels: ['township'],
    permissions: [
      ...LOOK,
      'plan.work',
      ...REGISTERS,
      'personal-data.reveal',
      'report.read',
      ...FILINGS,
      ...ACTIVITIES,
      'activity.answer',
      'activity.plan',
      'filing.decide',
      'filing.hand-over',
      'notice.manage',
      ...VOLUNTEERS,
      ...PUBLICITY,
      ...NEEDS,
      'need.supervise',
    ],
    classes: ['personal', 'restricted', 'financial'],
    source: 'HN L42-43; GZ L83; SZ L32-33, L35',
  },
  streetPartyStaff: {
    name: '街道（乡镇）党务工作人员',
    does: '指导已备案组织的党建工作',
    duty: 'business',
    levels: ['township'],
    permissions: [...LOOK, 'evidence.read', 'report.read'],
    classes: ['personal'],
    source: 'HN L41; GZ L81; SZ L29',
  },
  neighborhoodCommitteeStaff: {
    name: '居（村）委会工作人员',
    does: '建立群众活动团队台账，收集需求',
    duty: 'business',
    levels: ['community'],
    permissions: [
      ...LOOK,
      ...REGISTERS,
      'personal-data.reveal',
      ...FILINGS,
      ...ACTIVITIES,
      'activity.plan',
      'ledger.keep',
      ...VOLUNTEERS,
      ...PUBLICITY,
      ...NEEDS,
    ],
    classes: ['personal', 'restricted'],
    source: 'PDS L65; GZ L83; SZ L12, L18, L22, L32-33',
  },
  communityPartyStaff: {
    name: '社区（村）党组织工作人员',
    does: '领导、联系本社区的社会组织',
    duty: 'business',
    levels: ['community'],
    permissions: [...LOOK, 'evidence.read'],
    classes: ['personal'],
    source: 'PDS L63-65; SZ L29',
  },
  csoManager: {
    name: '社区社会组织负责人',
    does: '申请备案和登记，查看本地规划与进展',
    duty: 'business',
    levels: ['township', 'community'],
    permissions: [...TAKE_PART, 'filing.apply', 'need.own'],
    classes: ['personal', 'financial'],
    source: 'HN L42, L46; SZ L16',
  },
  csoMember: {
    name: '社区社会组织成员',
    does: '查看本地规划与进展',
    duty: 'business',
    levels: ['community'],
    permissions: TAKE_PART,
    classes: [],
    source: 'GZ L87',
  },
  hubOperator: {
    name: '枢纽型组织（孵化基地）运营人员',
    does: '登记培育、培训与服务记录',
    duty: 'business',
    levels: FROM_CITY_DOWN,
    permissions: [...LOOK, 'evidence.read', 'evidence.edit', ...ACTIVITIES],
    classes: ['personal', 'financial'],
    source: 'HN L32; GZ L39; SZ L14, L19',
  },
  socialWorker: {
    name: '社会工作者',
    does: '链接资源，指导社区社会组织',
    duty: 'business',
    levels: ['county', 'township', 'community'],
    permissions: [...LOOK, 'evidence.read'],
    classes: ['personal', 'restricted'],
    source: 'PDS L39, L45; HN L35, L38',
  },
  volunteer: {
    name: '志愿者',
    does: '查看本地规划与进展，参加志愿服务',
    duty: 'business',
    levels: ['community'],
    permissions: [...TAKE_PART, 'volunteer.self'],
    classes: [],
    source: 'X05',
  },
  resident: {
    name: '居民',
    does: '查看本地规划与进展',
    duty: 'business',
    levels: ['community'],
    permissions: [...TAKE_PART, 'need.own'],
    classes: [],
    source: 'MCA L23; HN L43; SZ L22, L24',
  },
  residentUnit: {
    name: '驻区单位',
    does: '查看本地规划与进展',
    duty: 'business',
    levels: ['township', 'community'],
    permissions: LOOK,
    classes: [],
    source: 'PDS L33; SZ L15',
  },
  donor: { name: '捐赠方', does: '查看本地规划与进展', duty: 'business', levels: FROM_CITY_DOWN, permissions: LOOK, classes: [], source: 'PDS L33; SZ L15' },
  evaluator: {
    name: '评审专家（第三方评估）',
    does: '查看台账与报告，用于评审',
    duty: 'business',
    levels: ['province', 'city', 'county'],
    permissions: [...LOOK, 'evidence.read', 'report.read'],
    classes: ['financial'],
    source: 'X06 art.19, X24',
  },
  partyMember: {
    name: '党员',
    does: '查看本地规划与进展',
    duty: 'business',
    levels: ['township', 'community'],
    permissions: TAKE_PART,
    classes: [],
    source: 'SZ L30',
  },
  systemAdministrator: {
    name: '系统管理员',
    does: '管理单位与账号，核对数据，照看平台运行',
    duty: 'system',
    levels: ANY_LEVEL,
    permissions: ['division.read', 'account.read', 'account.manage', 'indicator.check', 'demonstration.manage', 'operations.manage'],
    classes: [],
    source: 'GB/T 22239 8.1.5',
  },
  securityAdministrator: {
    name: '安全管理员',
    does: '授予和收回岗位',
    duty: 'security',
    levels: ANY_LEVEL,
    permissions: ['division.read', 'account.read', 'security.manage'],
    classes: [],
    source: 'GB/T 22239 8.1.5',
  },
  auditAdministrator: {
    name: '审计管理员',
    does: '查看审计记录',
    duty: 'audit',
    // the trail is kept by district, so nobody below the district can be shown a part of it
    levels: FROM_COUNTY_UP,
    permissions: ['division.read', 'audit.read'],
    classes: [],
    source: 'GB/T 22239 8.1.5',
  },
} as const satisfies Record<string, Role>;

export type RoleId = keyof typeof ROLES;

export const ROLE_IDS = Object.keys(ROLES) as [RoleId, ...RoleId[]];

/** @returns the preset, or undefined for a role that this version does not know. */
export function roleOf(id: string): Role | undefined {
  return Object.hasOwn(ROLES, id) ? ROLES[id as RoleId] : undefined;
}

/** The administrator role of a duty. */
export const ADMINISTRATOR_ROLES = { system: 'systemAdministrator', security: 'securityAdministrator', audit: 'auditAdministrator' } as const satisfies Record<
  Exclude<Duty, 'business'>,
  RoleId
>;

/** The verbs of a preset with the classes they reach; verbs that touch no records of people or money reach `general` alone. */
export function presetGrants(role: Role): ReadonlyMap<Permission, readonly DataClass[]> {
  return new Map(role.permissions.map((verb) => [verb, classesOf(verb).filter((name) => name === 'general' || role.classes.includes(name))]));
}

/** Which classes a verb can reach at all. */
export function classesOf(verb: Permission): readonly DataClass[] {
  return GENERAL_VERBS.some((general) => verb === general || verb.startsWith(`${general}.`)) ? ['general'] : DATA_CLASSES;
}

/** Verbs, or families of verbs, that touch no register of people or money. */
const GENERAL_VERBS: readonly string[] = ['division', 'plan', 'indicator', 'demonstration', 'account', 'security', 'audit', 'rules', 'operations', 'publicity'];

/**
 * Which roles the holder of a role may hand on (within its own division and below): the security administrator, whose
 * work it is, every role; nobody else any. So nobody grants what is not theirs to grant.
 */
export function grantableBy(permissions: { has(verb: string): boolean }): readonly RoleId[] {
  return permissions.has('security.manage') || permissions.has('*') ? ROLE_IDS : [];
}
