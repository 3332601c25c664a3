import type { Command } from 'commander';
import { listPlans } from '#modules/plans/server/public.ts';
import { alignColumns } from '../answer.ts';
import { answering, withCommonOptions } from '../run-command.ts';

export function addPlans(program: Command): void {
  withCommonOptions(program.command('plans'))
    .description('列出在用的方案')
    .action(
      answering(async ({ context }) => {
        const plans = await listPlans(context);
        return {
          document: { plans },
          lines: alignColumns(plans.map(({ id, division, period, issuer, name }) => [id, division, `${period.from} 至 ${period.to}`, issuer, name])),
        };
      }),
    );
}
