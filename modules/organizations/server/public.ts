/** What other modules and the composition root may call. */
export { keepCharter } from './commands/keep-charter.ts';
export { listOwnRoster, saveOwnMemberIn } from './commands/keep-own-roster.ts';
export { type OrganizationValues, writeOrganization } from './commands/write-organization.ts';
export { documentFileKeeper } from './document-files.ts';
export { treeOfRegisters } from './tree-of-registers.ts';
export { organizationTables } from './located-tables.ts';
export { organizationSheet } from './sheets.ts';
export {
  findOrganization,
  findOrganizations,
  findOrganizationsNamed,
  hasOrganizationNamed,
  countRegistered,
  listRegistered,
  namesOfOrganizations,
  type OrganizationStanding,
} from './queries/find-organization.ts';
export type { OrganizationKeeper, OrganizationMeans } from './keeper.ts';
export { type DemonstrationOrganization, listDemonstrationOrganizations } from './queries/list-demonstration-organizations.ts';
export { findCharter } from './queries/find-charter.ts';
export { findSimilarOrganizations } from './queries/find-similar-organizations.ts';
export { organizationParts } from './parts/organization-parts.ts';
export {
  findPublicProfile,
  listPublicDocuments,
  listPublicPeople,
  type PublicDocument,
  type PublicPerson,
  type PublicProfile,
} from './queries/public-disclosures.ts';
export {
  countDirectory,
  districtsOfListed,
  type DirectoryEntry,
  findListedInstead,
  findListedOrganization,
  listDirectory,
  type ListedOrganization,
} from './queries/public-directory.ts';
