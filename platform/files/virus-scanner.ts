/** Of one content. `unscanned` when nobody could look: no scanner is set up, it is away, or it is there and will not look at this content. */
export type ScanResult = { state: 'clean' } | { state: 'unscanned'; isAway: boolean } | { state: 'infected'; virus: string };

/** Looks for viruses in what people send. */
export interface VirusScanner {
  /** for people; null when none is set up */
  place: string | null;
  /** Never refuses: what cannot be scanned is `unscanned`, is kept with that mark and scanned again by a job. */
  scan(bytes: Uint8Array): Promise<ScanResult>;
}

export const NO_SCANNER: VirusScanner = { place: null, scan: async () => ({ state: 'unscanned', isAway: true }) };
