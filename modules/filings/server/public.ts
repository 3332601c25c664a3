/** What the composition root, other modules and the own public pages may call. */
export { isApplicantOf } from './application-store.ts';
export { type Authority, readAuthority } from './authority-store.ts';
export { actOnApplication } from './commands/act-on-application.ts';
export { addMaterialFile, removeMaterialFile } from './commands/add-material-file.ts';
export { claimOrganization } from './commands/claim-organization.ts';
export { createDemonstrationApplications, type DemonstrationDesk } from './commands/create-demonstration-applications.ts';
export { getOwnRoster, saveOwnMember } from './commands/keep-own-roster.ts';
export { addAnnualFile, removeAnnualFile } from './commands/add-annual-file.ts';
export { annualFileKeeper } from './annual-files.ts';
export { handInAnnualReport, saveAnnualReport } from './commands/write-annual-report.ts';
export { findOwnCharter } from './queries/find-own-charter.ts';
export { editApplication } from './commands/edit-application.ts';
export { loadRuleSets } from './commands/load-rule-sets.ts';
export { removeDemonstrationApplications } from './commands/remove-demonstration-applications.ts';
export { startApplication } from './commands/start-application.ts';
export { tellReminders } from './commands/tell-reminders.ts';
export { watchDeadlines } from './commands/watch-deadlines.ts';
export { filingEncryptedColumns } from './encrypted-columns.ts';
export { filingOwnData } from './own-data.ts';
export { filingRetention } from './retention.ts';
export { filingTables } from './located-tables.ts';
export { materialFileKeeper } from './material-files.ts';
export { objectionFileKeeper } from './objection-files.ts';
export type { FilingMeans } from './means.ts';
export { filingKeeper } from './organization-keeper.ts';
export { listOwnAnnuals, type OwnAnnual } from './queries/get-annual-report.ts';
export { type ApplicationUnderRules, getApplicationUnderRules } from './queries/get-application-under-rules.ts';
export { listPublicAnnualResults, type PublicAnnualResult } from './queries/public-annual-results.ts';
export { getNoticeFile } from './queries/get-notice-file.ts';
export { getRulesAt } from './queries/get-rules-at.ts';
export { listApplications } from './queries/list-applications.ts';
export { listLedOrganizations } from './queries/list-led-organizations.ts';
export { getOwnOrganization, listOwnOrganizations } from './queries/list-own-organizations.ts';
export { checkCertificate, type CheckedCertificate } from './queries/check-certificate.ts';
export { type ObjectionInput, receiveEnclosure, submitObjection, tooManyEnclosed } from './commands/submit-objection.ts';
export {
  type AnnouncementFilter,
  findAnnouncement,
  findObjectionState,
  listAnnouncements,
  type ObjectionState,
  type PublicAnnouncement,
} from './queries/public-announcements.ts';
