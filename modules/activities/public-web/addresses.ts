import { codeOf } from '#shared/division-code.ts';

export const occasionAddress = (id: number | string): string => `/activities/${id}`;
export const ownOccasionAddress = (id: number | string): string => `/my/activities/${id}`;
export const hostingAddress = (id: number | string): string => `/my/hosting/${id}`;
export const hostedAddress = (organizationId: number | string): string => `/my/organizations/${organizationId}/activities`;

/** The calendar of a place; key 0 is where the choice of a place begins. */
export function calendarAddress(key: number, { theme, after }: { theme?: string | undefined; after?: string | undefined } = {}): string {
  const query = new URLSearchParams({ place: codeOf(key), ...(theme ? { theme } : {}), ...(after ? { after } : {}) });
  return `/activities?${query.toString()}`;
}

/** An id of an address; undefined for anything else. */
export function idIn(text: string | undefined): number | undefined {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined;
}
