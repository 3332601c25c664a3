import { codeOf } from '#shared/division-code.ts';

export interface DirectoryQuestion {
  q?: string | undefined;
  after?: string | undefined;
}

export function groupAddress(id: number): string {
  return `/groups/${id}`;
}

/** The directory of a place; key 0 is where the choice of a place begins. */
export function directoryAddress(key: number, { q, after }: DirectoryQuestion = {}): string {
  const query = new URLSearchParams({ place: codeOf(key), ...(q ? { q } : {}), ...(after ? { after } : {}) });
  return `/groups?${query.toString()}`;
}
