/** What the composition root, other modules and the own public pages may call. */
export { volunteerEncryptedColumns } from './encrypted-columns.ts';
export { volunteerFigureFollower } from './figure-follower.ts';
export { volunteerTables } from './located-tables.ts';
export type { VolunteerMeans } from './means.ts';
export { carryTeams } from './team-store.ts';
