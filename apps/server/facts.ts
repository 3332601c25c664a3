import { accountFollowers, accountTables } from '#modules/accounts/server/public.ts';
import { activityFacts } from '#modules/activities/server/facts.ts';
import { activityTables } from '#modules/activities/server/public.ts';
import { evidenceFacts } from '#modules/evidence/server/facts.ts';
import { evidenceTables, viewFollower } from '#modules/evidence/server/public.ts';
import { filingTables } from '#modules/filings/server/public.ts';
import { listenToFacts } from '#modules/indicators/server/public.ts';
import { needTables } from '#modules/needs/server/public.ts';
import { organizationFacts } from '#modules/organizations/server/facts.ts';
import { organizationTables } from '#modules/organizations/server/public.ts';
import { planTables } from '#modules/plans/server/public.ts';
import { publicityTables } from '#modules/publicity/server/public.ts';
import { handInFacts } from '#modules/reports/server/facts.ts';
import { reportTables } from '#modules/reports/server/public.ts';
import { FILES_TABLE } from '#platform/files/located-table.ts';
import { volunteerFigureFollower, volunteerTables } from '#modules/volunteers/server/public.ts';
import { createFactExchange, type FactExchange, type FactSet } from '#platform/facts/fact-exchange.ts';

/** Every fact that plans may count, from every register of the product. */
const FACT_SETS: readonly FactSet[] = [...organizationFacts, ...evidenceFacts, activityFacts, handInFacts];

/** The registers' facts with the counters listening, and the tables whose rows follow a moved division. */
export function createProductFacts(): FactExchange {
  const tables = [
    ...organizationTables,
    ...evidenceTables,
    ...activityTables,
    ...reportTables,
    ...filingTables,
    ...planTables,
    ...volunteerTables,
    ...publicityTables,
    ...needTables,
    ...accountTables,
    FILES_TABLE,
  ];
  return createFactExchange(FACT_SETS, [listenToFacts(FACT_SETS)], tables, [...accountFollowers, viewFollower, volunteerFigureFollower]);
}
