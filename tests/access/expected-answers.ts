/** What every operation answers to whom. A route without a row here fails the build. */
import { accountAnswers } from './expected-account-answers.ts';
import { activityAnswers } from './expected-activity-answers.ts';
import { evidenceAnswers } from './expected-evidence-answers.ts';
import { exchangeAnswers } from './expected-exchange-answers.ts';
import { filingAnswers } from './expected-filing-answers.ts';
import { operationAnswers } from './expected-operation-answers.ts';
import { needAnswers } from './expected-need-answers.ts';
import { organizationAnswers } from './expected-organization-answers.ts';
import { planAnswers } from './expected-plan-answers.ts';
import { publicityAnswers } from './expected-publicity-answers.ts';
import { volunteerAnswers } from './expected-volunteer-answers.ts';
import { fileAnswers } from './expected-file-answers.ts';
import type { Expectation } from './question.ts';

export const EXPECTED_ANSWERS: Readonly<Record<string, Expectation>> = {
  ...accountAnswers,
  ...activityAnswers,
  ...evidenceAnswers,
  ...exchangeAnswers,
  ...filingAnswers,
  ...needAnswers,
  ...organizationAnswers,
  ...planAnswers,
  ...operationAnswers,
  ...volunteerAnswers,
  ...publicityAnswers,
  ...fileAnswers,
};
