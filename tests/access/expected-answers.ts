/** What every operation answers to whom. A route without a row here fails the build. */
import { accountAnswers } from './expected-account-answers.ts';
import { activityAnswers } from './expected-activity-answers.ts';
import { evidenceAnswers } from './expected-evidence-answers.ts';
import { filingAnswers } from './expected-filing-answers.ts';
import { operationAnswers } from './expected-operation-answers.ts';
import { needAnswers } from './expected-need-answers.ts';
import { organizationAnswers } from './expected-organization-answers.ts';
import { planAnswers } from './expected-plan-answers.ts';
import { publicityAnswers } from './expected-publicity-answers.ts';
import { type Expectation, get } from './question.ts';
import { volunteerAnswers } from './expected-volunteer-answers.ts';

export const EXPECTED_ANSWERS: Readonly<Record<string, Expectation>> = {
  ...accountAnswers,
  ...activityAnswers,
  ...evidenceAnswers,
  ...filingAnswers,
  ...needAnswers,
  ...organizationAnswers,
  ...planAnswers,
  'files.read': { right: 'session', isPlaceless: true, ask: () => get('/files/419999000000001'), inside: '404 FILE_NOT_FOUND' },
  ...operationAnswers,
  ...volunteerAnswers,
  ...publicityAnswers,
};
