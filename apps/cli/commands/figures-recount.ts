import type { Command } from 'commander';
import { type RecountProgress, recountDrifted } from '#modules/indicators/server/public.ts';
import { codeOf } from '#shared/division-code.ts';
import { requireOperator } from '../command-options.ts';
import { answering, withCommonOptions } from '../run-command.ts';

/** The check is told of every so many districts. */
const STEP = 200;

/** `wotu figures recount`: what the nightly check found different is counted anew from the records. */
export function addFiguresRecount(figures: Command): void {
  withCommonOptions(figures.command('recount'))
    .description('核对全部指标；与台账不一致的区县按台账重新计算，改回正确的数字，再核对一遍')
    .action(
      answering(async ({ context, say }, options) => {
        requireOperator(options, 'figures recount');
        say('正在核对，数据多时需要几分钟……');
        const { found, left } = await recountDrifted(context, createTeller(say));
        const districts = [...new Set(found.drift.map(({ district }) => codeOf(district * 1e6)))];
        return {
          document: { ok: left.drift.length === 0, checked: found.districts, drifted: found.drift.length, districts, left: left.drift.length },
          lines: [
            `核对了 ${found.districts} 个区县，${found.drift.length === 0 ? '指标都与台账一致。' : `${found.drift.length} 处与台账不一致，在：${districts.join('、')}。`}`,
            ...(found.drift.length === 0
              ? []
              : [left.drift.length === 0 ? '已经重新计算，现在一致。' : `重新计算以后仍有 ${left.drift.length} 处不一致，请联系维护人员。`]),
          ],
          refused: left.drift.length > 0,
        };
      }),
    );
}

/** Lines for whoever waits: a district that is recounted may take seconds. */
function createTeller(say: (text: string) => void): (progress: RecountProgress) => void {
  let told = 0;
  return ({ work, done, all, district }) => {
    if (district !== undefined) say(`正在重新计算 ${codeOf(district * 1e6)}（第 ${done + 1} 个，共 ${all} 个）……`);
    if (work === 'recounting') told = 0;
    else if (done >= told + STEP) {
      told = done;
      say(`已核对 ${done} 个区县，共 ${all} 个……`);
    }
  };
}
