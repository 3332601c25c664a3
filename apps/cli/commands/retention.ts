import type { Command } from 'commander';
import { productRetention } from '#apps/server/retention.ts';
import { countDue, readLastRuns } from '#platform/personal-data/retention.ts';
import { timeInWords } from '#shared/time-in-words.ts';
import { requireOperator } from '../command-options.ts';
import { answering, withCommonOptions } from '../run-command.ts';

/** `wotu retention`: the schedule, what would go tonight, and what went last; erases nothing. */
export function addRetention(program: Command): void {
  withCommonOptions(program.command('retention'))
    .description('个人信息的保存期限：每一类存多久、今晚会清除多少、上次清除了多少（只看，不清除）')
    .action(
      answering(async ({ context }, options) => {
        requireOperator(options, 'retention');
        const { db } = context.platform;
        const last = new Map((await readLastRuns(db)).map((run) => [run.rule, run]));
        const rules = (await countDue(db, productRetention, context.now)).map(({ rule: { id, data, keptDays, since, ground }, rows }) => {
          const run = last.get(id);
          return { id, data, keptDays, since, ground, due: rows, lastRun: run ? { at: run.ranAt.toISOString(), erased: run.erased } : null };
        });
        const lines = rules.map(
          ({ data, keptDays, since, due, lastRun }) =>
            `${data}：${since}起 ${keptDays} 天；今晚清除 ${due} 条；${lastRun ? `上次 ${timeInWords(new Date(lastRun.at))} 清除 ${lastRun.erased} 条` : '还没有清除过'}`,
        );
        return { document: { rules }, lines };
      }),
    );
}
