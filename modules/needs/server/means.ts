import type { Context } from '#platform/context.ts';

/** What a plan finds missing below a place: where groups are to be cultivated. */
export interface PlanGap {
  plan: string;
  division: string;
  place: string;
  targetName: string;
  lacking: string;
}

/** A way to money for a need that a group cannot meet for nothing: a purchase, a micro-project. Modules that hold money offer one; until then there is none. */
export interface MoneyRoute {
  id: string;
  /** what the button says */
  label: string;
  /** whether this need may go that way */
  takes(need: { category: string; div: number }): boolean;
}

/** What the composition root gives this module of others that it may not call. */
export interface NeedMeans {
  /** ids of the organizations that the acting person leads */
  ledBy(context: Context): Promise<number[]>;
  /** the proven phone of the person signed in */
  phoneOf(context: Context): Promise<string | undefined>;
  /** where whoever acts says to be a party member */
  partyMemberAt(context: Context): Promise<number | undefined>;
  /** gaps of the plan in force below a division; empty where no plan holds */
  gapsBelow(context: Context, division: string): Promise<PlanGap[]>;
  moneyRoutes: readonly MoneyRoute[];
}
