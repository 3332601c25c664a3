/** What every operation answers to whom. A route without a row here fails the build. */
import { accountAnswers } from './expected-account-answers.ts';
import { evidenceAnswers } from './expected-evidence-answers.ts';
import { filingAnswers } from './expected-filing-answers.ts';
import { organizationAnswers } from './expected-organization-answers.ts';
import { planAnswers } from './expected-plan-answers.ts';
import type { Expectation } from './question.ts';

export const EXPECTED_ANSWERS: Readonly<Record<string, Expectation>> = {
  ...accountAnswers,
  ...evidenceAnswers,
  ...filingAnswers,
  ...organizationAnswers,
  ...planAnswers,
};
