import type { Command } from 'commander';
import { REGIONS_OF_THE_PLANS } from '#apps/server/first-start.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { answering, withCommonOptions } from '../run-command.ts';

const STEP = 100_000;

export function addDivisionsLoad(divisions: Command): void {
  withCommonOptions(divisions.command('load'))
    .description('载入区划（可重复运行，已有的区划不变）')
    .option('--scope <代码>', '区划代码，多个用逗号分开；all 为全国（默认为平顶山、海南、广州、深圳）', REGIONS_OF_THE_PLANS.join(','))
    .action(
      answering(async ({ context, say }, options) => {
        const scope = String(options['scope']).trim();
        let told = 0;
        const result = await loadDivisions(context, {
          scope: scope === 'all' ? 'all' : scope.split(',').map((code) => code.trim()),
          onProgress(done) {
            if (done < told + STEP) return;
            told = done;
            say(`已载入 ${done} 个区划……`);
          },
        });
        return { document: result, lines: [`范围内共 ${result.divisions} 个区划，本次新载入 ${result.added} 个。`] };
      }),
    );
}
