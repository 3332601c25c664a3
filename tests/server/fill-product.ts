import { createPlatform } from '#apps/server/compose.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { readConfig } from '#platform/config/config.ts';
import { dayInChina } from '#shared/day.ts';
import { openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import path from 'node:path';
import type { Ground } from './product-process.ts';

export const COUNTY = '410402';
export const COMMUNITY = '410402001001';

/** Everything that an organization of the ledger must have, as a program sends it. */
export function anOrganization(name: string) {
  return { name, div: COMMUNITY, tier: '台账', category: '其他', establishedOn: '2022-03-01', leaderName: '张三', memberCount: 9, isHub: false };
}

/** A county with its plan and a clerk, through the product's own commands. @param accounts names that get a password @param dataFolder of an embedded engine */
export async function fillProduct(
  { root, environment }: Pick<Ground, 'root' | 'environment'>,
  accounts: readonly string[],
  dataFolder = path.join(root, 'filling'),
): Promise<void> {
  const running = await createPlatform(readConfig(environment, dataFolder));
  const now = new Date();
  const context = { ...testContext(running.platform.db), platform: running.platform, now, today: dayInChina(now) };
  try {
    await loadDivisions(context, { scope: [COUNTY] });
    await loadPlanFiles(context);
    for (const name of accounts) await openAccount(context, { name, role: 'districtCivilAffairsStaff', division: `${COUNTY}000000` });
  } finally {
    await running.close();
  }
}
