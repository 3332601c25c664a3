import type { FastifyInstance } from 'fastify';
import { registerAccounts } from '#modules/accounts/server/index.ts';
import { registerActivities } from '#modules/activities/server/index.ts';
import { registerDivisions } from '#modules/divisions/server/index.ts';
import { registerEvidence } from '#modules/evidence/server/index.ts';
import { registerExchange } from '#modules/exchange/server/index.ts';
import { registerFilings } from '#modules/filings/server/index.ts';
import { registerIndicators } from '#modules/indicators/server/index.ts';
import { registerOperations } from '#modules/operations/server/index.ts';
import { registerNeeds } from '#modules/needs/server/index.ts';
import { registerOrganizations } from '#modules/organizations/server/index.ts';
import { registerPlans } from '#modules/plans/server/index.ts';
import { registerPublicity } from '#modules/publicity/server/index.ts';
import { registerReports } from '#modules/reports/server/index.ts';
import { registerVolunteers } from '#modules/volunteers/server/index.ts';
import type { BindOptions } from '#platform/http/bind-routes.ts';
import { registerFileRoutes } from '#platform/files/register-file-routes.ts';
import { productFileKeepers } from './file-keepers.ts';
import { activityMeans } from './activity-means.ts';
import { exchangeMeans } from './exchange-means.ts';
import { filingMeans } from './filing-means.ts';
import { needMeans } from './need-means.ts';
import { ELSEWHERE, type Installation, operationMeansOf } from './operation-means.ts';
import { organizationMeans } from './organization-means.ts';
import { publicityMeans } from './publicity-means.ts';
import { productRegisters } from './registers.ts';
import { volunteerMeans } from './volunteer-means.ts';

/** Binds the routes of every module. */
export function registerModules(app: FastifyInstance, options: BindOptions, installation: Installation = ELSEWHERE): void {
  registerAccounts(app, options);
  registerDivisions(app, options);
  registerOrganizations(app, options, organizationMeans);
  registerEvidence(app, options, productRegisters);
  registerFilings(app, options, filingMeans);
  registerVolunteers(app, options, volunteerMeans);
  registerActivities(app, options, activityMeans);
  registerNeeds(app, options, needMeans);
  registerIndicators(app, options);
  registerPlans(app, options);
  registerReports(app, options);
  registerPublicity(app, options, publicityMeans);
  registerFileRoutes(app, options, productFileKeepers);
  registerExchange(app, options, exchangeMeans);
  registerOperations(app, options, operationMeansOf(installation));
}
