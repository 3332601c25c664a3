/** Two installations over two databases: a city's that listens, a district's that can reach it. */
import { createProductFacts } from '#apps/server/facts.ts';
import { exchangeMeans } from '#apps/server/exchange-means.ts';
import { registerExchange } from '#modules/exchange/server/index.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { systemActor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { createOutgoing, type Outgoing } from '#platform/outgoing/outgoing.ts';
import { loadTestDivisions } from './accounts.ts';
import { testContext } from './context.ts';
import { createTestApp } from './http.ts';

export const FIRST_DAY = '2023-11-20';
export const DISTRICT = '410402000000';
export const OTHER_DISTRICT = '410403000000';
export const COMMUNITY = '410402001001';

export interface TwoInstallations {
  city: Context;
  district: Context;
  cityAddress: string;
  /** the answer of the next request is lost on its way back, though it was carried out */
  loseNextAnswer(): void;
  /** the same people on another day */
  on(context: Context, day: string): Context;
}

export async function openTwoInstallations(cityDb: Database, districtDb: Database): Promise<TwoInstallations> {
  const city = testContext(cityDb, { facts: createProductFacts(), now: `${FIRST_DAY}T04:00:00.000Z` });
  const app = await createTestApp(city, (server, options) => registerExchange(server, options, exchangeMeans));
  const cityAddress = await app.listen({ host: '127.0.0.1', port: 0 });
  let isLosing = false;
  const real = createOutgoing({ allowed: new Set([cityAddress]) });
  const outgoing: Outgoing = {
    ...real,
    async send(to, options) {
      const answer = await real.send(to, options);
      if (!isLosing) return answer;
      isLosing = false;
      throw new Error('the answer was lost');
    },
  };
  const district = testContext(districtDb, { facts: createProductFacts(), now: `${FIRST_DAY}T04:00:00.000Z`, outgoing });
  for (const context of [city, district]) {
    await loadTestDivisions(context);
    await loadPlanFiles(context);
  }
  return {
    city,
    district,
    cityAddress,
    loseNextAnswer: () => void (isLosing = true),
    on: (context, day) => {
      const at = new Date(`${day}T04:00:00.000Z`);
      return { ...context, actor: systemActor('system:cli'), now: at, today: day };
    },
  };
}
