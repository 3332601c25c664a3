import { type Command, Option } from 'commander';
import type { TargetProgress } from '#modules/plans/contract/progress.ts';
import { getProgress } from '#modules/plans/server/public.ts';
import { alignColumns } from '../answer.ts';
import { answering, withCommonOptions } from '../run-command.ts';

const STATUS_NAMES: Record<TargetProgress['status'], string> = {
  met: '达标',
  onTrack: '进展正常',
  atRisk: '有风险',
  missed: '未达标',
  notStarted: '未开始',
  noData: '没有数据',
  shown: '不设目标值',
};

export function addProgress(program: Command): void {
  withCommonOptions(program.command('progress'))
    .description('某地某日各项目标的进展')
    .argument('<方案>', '方案编号，见 wotu plans')
    .option('--division <代码>', '区划（默认为方案所属地区）')
    .option('--as-of <日期>', '截至哪一天（默认为今天），如 2023-12-31')
    .addOption(new Option('--boundaries <哪天>', '按今天的区划（today，默认）还是那一天的区划（then）统计').choices(['today', 'then']).default('today'))
    .action(
      answering<[string]>(async ({ context }, options, plan) => {
        const progress = await getProgress(context, {
          plan,
          division: options['division'] as string | undefined,
          asOf: options['asOf'] as string | undefined,
          boundaries: options['boundaries'] as 'today' | 'then',
        });
        return { document: progress, lines: [`${progress.plan}  ${progress.division}  截至 ${progress.asOf}`, ...alignColumns(progress.targets.map(lineOf))] };
      }),
    );
}

function lineOf(target: TargetProgress): string[] {
  const counts = target.denominator === null ? '' : `${target.numerator ?? 0}/${target.denominator}`;
  const threshold = target.threshold === null ? '' : `≥ ${rounded(target.threshold)}`;
  return [target.id, STATUS_NAMES[target.status], target.value === null ? '—' : rounded(target.value), counts, threshold, target.deadline, target.name];
}

function rounded(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
