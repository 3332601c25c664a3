import type { Answer } from '#ui/api/call.ts';
import type { filingRoutes } from '../../contract/routes.ts';

export type PresentedRules = Answer<typeof filingRoutes.rulesAt>;
export type PresentedProcedure = PresentedRules['procedures'][number];
export type PresentedSetting = PresentedRules['settings'][number];
