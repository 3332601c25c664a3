/** Who may do what, written down a second time from the dossier (2.2), so that a slip in the roles of the product shows. */
import type { RoleId } from '#modules/accounts/contract/roles.ts';

const LEADING: RoleId[] = ['cityCivilAffairsStaff', 'districtCivilAffairsStaff'];
const GRASSROOTS: RoleId[] = ['streetStaff', 'neighborhoodCommitteeStaff'];
const ADMINISTRATORS: RoleId[] = ['systemAdministrator', 'securityAdministrator', 'auditAdministrator'];
const PUBLIC: RoleId[] = ['csoManager', 'csoMember', 'volunteer', 'resident', 'residentUnit', 'donor', 'partyMember', 'otherDepartment'];
const WATCHING: RoleId[] = [
  'supervisingAuthority',
  'industryRegulator',
  'functionalDepartment',
  'streetPartyStaff',
  'communityPartyStaff',
  'socialWorker',
  'evaluator',
];
const STAFF: RoleId[] = ['provincialStaff', ...LEADING, 'cityCooperatingDepartment', ...GRASSROOTS, 'hubOperator'];

/** verb → the roles that hold it */
export const HOLDERS = {
  session: ['ministryStaff', ...STAFF, ...WATCHING, ...PUBLIC, ...ADMINISTRATORS],
  seeDivisions: ['ministryStaff', ...STAFF, ...WATCHING, ...PUBLIC, ...ADMINISTRATORS],
  changeDivisions: ['provincialStaff', ...LEADING],
  seePlans: ['ministryStaff', ...STAFF, ...WATCHING, ...PUBLIC],
  changePlans: ['provincialStaff', 'cityCivilAffairsStaff'],
  assignGaps: ['provincialStaff', ...LEADING],
  workGaps: ['provincialStaff', ...LEADING, 'streetStaff'],
  seeRecords: [...STAFF, ...WATCHING],
  changeRecords: [...LEADING, ...GRASSROOTS, 'hubOperator'],
  importRecords: [...LEADING, ...GRASSROOTS],
  exportRecords: ['provincialStaff', ...LEADING, 'cityCooperatingDepartment', ...GRASSROOTS],
  seeNumbersInClear: [...LEADING],
  revealNumbers: [...LEADING, ...GRASSROOTS],
  seeReports: ['ministryStaff', 'provincialStaff', ...LEADING, 'cityCooperatingDepartment', 'streetStaff', 'streetPartyStaff', 'evaluator'],
  writeReports: [...LEADING],
  handInReports: [...LEADING],
  decideReports: ['provincialStaff', 'cityCivilAffairsStaff'],
  seeFilings: ['provincialStaff', ...LEADING, ...GRASSROOTS, 'supervisingAuthority'],
  workFilings: [...LEADING, ...GRASSROOTS, 'supervisingAuthority'],
  applyForOwn: ['csoManager'],
  decideRegistrations: [...LEADING],
  handOverDesks: [...LEADING, 'streetStaff'],
  manageNotices: [...LEADING, 'streetStaff'],
  seeArticles: ['ministryStaff', 'provincialStaff', ...LEADING, ...GRASSROOTS],
  writeArticles: ['ministryStaff', 'provincialStaff', ...LEADING, ...GRASSROOTS],
  seeNeeds: ['provincialStaff', ...LEADING, ...GRASSROOTS],
  workNeeds: [...GRASSROOTS],
  superviseNeeds: [...LEADING, 'streetStaff'],
  answerCorrections: [...LEADING, ...GRASSROOTS],
  seeRules: ['ministryStaff', 'provincialStaff', ...LEADING, ...GRASSROOTS, 'supervisingAuthority'],
  changeRules: ['ministryStaff', 'provincialStaff', ...LEADING],
  countVolunteers: ['provincialStaff', ...LEADING, ...GRASSROOTS],
  seeVolunteers: [...LEADING, ...GRASSROOTS],
  keepVolunteers: ['districtCivilAffairsStaff', ...GRASSROOTS],
  seeActivities: STAFF,
  workActivities: [...LEADING, ...GRASSROOTS, 'hubOperator'],
  answerReports: [...LEADING, 'streetStaff'],
  planActivities: [...LEADING, ...GRASSROOTS],
  takePart: ['csoManager', 'csoMember', 'volunteer', 'resident', 'partyMember'],
  checkFigures: ['provincialStaff', ...LEADING, 'systemAdministrator'],
  operate: ['systemAdministrator'],
  seeAccounts: ['systemAdministrator', 'securityAdministrator'],
  manageAccounts: ['systemAdministrator'],
  grantPosts: ['securityAdministrator'],
  seeAudit: ['auditAdministrator'],
} as const satisfies Record<string, readonly RoleId[]>;

export type Right = keyof typeof HOLDERS;

export function holds(role: RoleId, right: Right): boolean {
  return (HOLDERS[right] as readonly RoleId[]).includes(role);
}

/** right → the verb by which the product's routes ask for it */
export const VERBS: Readonly<Record<Exclude<Right, 'session'>, string>> = {
  seeDivisions: 'division.read',
  changeDivisions: 'division.manage',
  seePlans: 'plan.read',
  changePlans: 'plan.edit',
  assignGaps: 'plan.assign',
  workGaps: 'plan.work',
  seeRecords: 'evidence.read',
  changeRecords: 'evidence.edit',
  importRecords: 'evidence.import',
  exportRecords: 'evidence.export',
  seeNumbersInClear: 'personal-data.export',
  revealNumbers: 'personal-data.reveal',
  seeReports: 'report.read',
  writeReports: 'report.draft',
  handInReports: 'report.hand-in',
  decideReports: 'report.accept',
  seeFilings: 'filing.read',
  workFilings: 'filing.enter',
  applyForOwn: 'filing.apply',
  decideRegistrations: 'registration.decide',
  handOverDesks: 'filing.hand-over',
  manageNotices: 'notice.manage',
  seeArticles: 'publicity.read',
  writeArticles: 'publicity.write',
  seeNeeds: 'need.read',
  workNeeds: 'need.handle',
  superviseNeeds: 'need.supervise',
  answerCorrections: 'correction.answer',
  seeRules: 'rules.read',
  changeRules: 'rules.edit',
  countVolunteers: 'volunteer.count',
  seeVolunteers: 'volunteer.read',
  keepVolunteers: 'volunteer.keep',
  seeActivities: 'activity.read',
  workActivities: 'activity.work',
  answerReports: 'activity.answer',
  planActivities: 'activity.plan',
  takePart: 'activity.join',
  checkFigures: 'indicator.check',
  operate: 'operations.manage',
  seeAccounts: 'account.read',
  manageAccounts: 'account.manage',
  grantPosts: 'security.manage',
  seeAudit: 'audit.read',
};
