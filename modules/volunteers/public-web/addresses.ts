/** Addresses of the pages of a person's volunteering. */
export const VOLUNTEER_HOME = '/my/volunteer';
export const registerAddress = (step: string): string => `${VOLUNTEER_HOME}/register/${step}`;
export const teamAddress = (id: string, page = ''): string => `${VOLUNTEER_HOME}/teams/${id}${page === '' ? '' : `/${page}`}`;
export const JOIN = `${VOLUNTEER_HOME}/join`;
export const CERTIFICATES = `${VOLUNTEER_HOME}/certificates`;
export const serviceAddress = (id: string): string => `${VOLUNTEER_HOME}/services/${id}/dispute`;
/** Where the leader of a team corrects one of its records. */
export const correctAddress = (teamId: string, id: string): string => teamAddress(teamId, `services/${id}`);
