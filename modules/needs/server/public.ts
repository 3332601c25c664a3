/** What the composition root and the own public pages may call. */
export { actAsOrganization, showContact } from './commands/act-as-organization.ts';
export { actAsRequester, reachByReceipt } from './commands/act-as-requester.ts';
export { createDemonstrationNeeds } from './commands/create-demonstration-needs.ts';
export { removeDemonstrationNeeds } from './commands/remove-demonstration-needs.ts';
export { type OrganizationReport, reportOrganization } from './commands/report-organization.ts';
export { type StatedNeed, stateNeed } from './commands/state-need.ts';
export { watchNeeds } from './commands/watch-needs.ts';
export { carryNeeds } from './carry-needs.ts';
export { addServicePhoto, listServicePhotos, removeServicePhoto, servicePhotoKeeper, type ServicePhotos } from './service-photos.ts';
export { needRetention } from './retention.ts';
export { needOwnData } from './own-data.ts';
export { needTables } from './located-tables.ts';
export { needEncryptedColumns } from './personal.ts';
export type { MoneyRoute, NeedMeans, PlanGap } from './means.ts';
export type { Reach } from './need-store.ts';
export { countOutcomes, findFollowed, type FollowedNeed, listFollowed } from './queries/find-followed.ts';
export { getLedNeed, type LedNeed, listLedNeeds } from './queries/own-needs.ts';
export { findPublicRatings, type PublicRatings } from './queries/public-ratings.ts';
