/** What the composition root, other modules and the own public pages may call. */
export { changeMember } from './commands/change-member.ts';
export { confirmServices } from './commands/confirm-services.ts';
export { createDemonstrationVolunteers } from './commands/create-demonstration-volunteers.ts';
export { removeDemonstrationVolunteers } from './commands/remove-demonstration-volunteers.ts';
export { correctService } from './commands/correct-service.ts';
export { demonstrationHelpers } from './domain/demonstration-people.ts';
export { disputeService } from './commands/dispute-service.ts';
export { issueCertificate } from './commands/issue-certificate.ts';
export { askToJoin, joinByCode, leaveTeam } from './commands/join-team.ts';
export { recordCheckIns } from './commands/record-check-ins.ts';
export { recordServices } from './commands/record-services.ts';
export { registerSelf } from './commands/register-volunteer.ts';
export { withdrawSelf } from './commands/withdraw-volunteer.ts';
export { checkVolunteer, foldIdNumber, ageOn } from './domain/check-volunteer.ts';
export { durationInWords } from './domain/service-time.ts';
export { volunteerOwnData } from './own-data.ts';
export { volunteerEncryptedColumns } from './encrypted-columns.ts';
export { volunteerFigureFollower } from './figure-follower.ts';
export { volunteerTables } from './located-tables.ts';
export type { VolunteerMeans } from './means.ts';
export { checkServiceCertificate, type CheckedServiceCertificate } from './queries/check-service-certificate.ts';
export { getOwnCertificateFile } from './queries/list-certificates.ts';
export {
  type Confirmed,
  getLedService,
  getLedTeam,
  getOwnVolunteer,
  type LedDuties,
  type LedTeam,
  listLedDuties,
  listTeamsNear,
  type OwnVolunteer,
  requireSelf,
  sumConfirmedOf,
} from './queries/own-volunteer.ts';
export { carryTeams } from './carry-teams.ts';
