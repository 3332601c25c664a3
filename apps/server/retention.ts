import { activityRetention } from '#modules/activities/server/public.ts';
import { accountRetention } from '#modules/accounts/server/public.ts';
import { filingRetention } from '#modules/filings/server/public.ts';
import { needRetention } from '#modules/needs/server/public.ts';
import { platformRetention } from '#platform/personal-data/platform-retention.ts';
import type { RetentionRule } from '#platform/personal-data/retention.ts';

/** How long what is kept; shown by `wotu retention`, carried out every night. */
export const productRetention: readonly RetentionRule[] = [
  ...accountRetention,
  ...activityRetention,
  ...filingRetention,
  ...needRetention,
  ...platformRetention,
];
