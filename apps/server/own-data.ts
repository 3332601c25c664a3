import { activityOwnData } from '#modules/activities/server/public.ts';
import { accountOwnData, correctionOwnData } from '#modules/accounts/server/public.ts';
import { filingOwnData } from '#modules/filings/server/public.ts';
import { needOwnData } from '#modules/needs/server/public.ts';
import { volunteerOwnData } from '#modules/volunteers/server/public.ts';
import type { OwnDataPart } from '#platform/personal-data/own-data.ts';
import { registerOwnData } from '#platform/personal-data/register-own-data.ts';
import { productRegisters } from './registers.ts';

/** Whoever keeps personal data declares it here; the registers do so by the types of their columns. */
export const productOwnData: readonly OwnDataPart[] = [
  accountOwnData,
  correctionOwnData,
  filingOwnData,
  needOwnData,
  activityOwnData,
  volunteerOwnData,
  registerOwnData(productRegisters),
];
