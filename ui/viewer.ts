import { createContext, useContext } from 'react';
import type { Day } from '#shared/day.ts';
import type { DivisionLevel } from '#shared/division-code.ts';

/** Whoever looks: what screens need to know of the session. */
export interface Viewer {
  /** division of the post in use, 12 digits; null for an account without a post */
  division: string | null;
  divisionName: string;
  level: DivisionLevel;
  permissions: ReadonlySet<string>;
  today: Day;
  /** the figures are made up for demonstration */
  isDemonstration: boolean;
}

export const NO_VIEWER: Viewer = { division: null, divisionName: '', level: 'community', permissions: new Set(), today: '1970-01-01', isDemonstration: false };

export const ViewerContext = createContext<Viewer>(NO_VIEWER);

export function useViewer(): Viewer {
  return useContext(ViewerContext);
}

/** Whether the post opens something at all; the server decides again. */
export function mayOpen({ permissions }: Pick<Viewer, 'permissions'>, permission: string): boolean {
  return permissions.has(permission) || permissions.has('*');
}

/** Whether to show an action at all. */
export function useCan(permission: string): boolean {
  return mayOpen(useViewer(), permission);
}
