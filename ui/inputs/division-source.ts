import { createContext, useContext } from 'react';
import type { MapDrawing } from '../map-drawing.ts';

/** What pickers and trees show of a division. Codes are 12-digit strings. */
export interface DivisionChoice {
  code: string;
  name: string;
  level: string;
  /** names from the province down to the division itself */
  path: string[];
  childCount: number;
}

/** One division, with the codes and names of those above it, from the top down. */
export interface DivisionDetail extends DivisionChoice {
  ancestors: { code: string; name: string }[];
}

/** Where divisions come from; the console binds it to the divisions module. */
export interface DivisionSource {
  search(text: string, within: string | undefined, signal: AbortSignal): Promise<DivisionChoice[]>;
  children(code: string, signal: AbortSignal): Promise<DivisionChoice[]>;
  get(code: string, signal: AbortSignal): Promise<DivisionDetail>;
  /** null where no data pack has outlines */
  map(code: string, signal: AbortSignal): Promise<MapDrawing | null>;
}

const unbound = () => Promise.reject(new Error('no source of divisions'));

export const DivisionSourceContext = createContext<DivisionSource>({ search: unbound, children: unbound, get: unbound, map: unbound });

export function useDivisionSource(): DivisionSource {
  return useContext(DivisionSourceContext);
}
