import { accountScreens, newPasswordScreen, newSecondFactorScreen, signInScreen } from '#modules/accounts/web/screens.ts';
import { divisionScreens } from '#modules/divisions/web/screens.ts';
import { activityScreens } from '#modules/activities/web/screens.ts';
import { evidenceScreens } from '#modules/evidence/web/screens.ts';
import { documentScreens } from '#modules/filings/web/documents/document-screens.ts';
import { exchangeScreens } from '#modules/exchange/web/screens.ts';
import { filingScreens } from '#modules/filings/web/screens.ts';
import { operationScreens } from '#modules/operations/web/screens.ts';
import { needScreens } from '#modules/needs/web/screens.ts';
import { organizationScreens } from '#modules/organizations/web/screens.ts';
import { planScreens } from '#modules/plans/web/screens.ts';
import { publicityScreens } from '#modules/publicity/web/screens.ts';
import { reportScreens } from '#modules/reports/web/screens.ts';
import { volunteerScreens } from '#modules/volunteers/web/screens.ts';
import type { Screen } from '#ui/screen.ts';

/** Everything behind the sign-in. */
export const SCREENS: readonly Screen[] = [
  ...planScreens,
  ...filingScreens,
  ...needScreens,
  ...evidenceScreens,
  ...activityScreens,
  ...organizationScreens,
  ...documentScreens,
  ...volunteerScreens,
  ...reportScreens,
  ...publicityScreens,
  ...divisionScreens,
  ...accountScreens,
  ...operationScreens,
  ...exchangeScreens,
];

/** What a stranger may open. */
export const OPEN_SCREENS: readonly Screen[] = [signInScreen, newPasswordScreen, newSecondFactorScreen];
