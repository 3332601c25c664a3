/** What a check with many trials found, as `npm run verify:long` keeps it. */
export interface Figure {
  /** what is promised, as one short English line; the key of its row */
  promise: string;
  /** what was tried, in the plural: `random manipulations` */
  tried: string;
  n: number;
  /** how many of them went wrong */
  wrong: number;
  /** what else was measured, with units */
  measured?: string;
}
