import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Drill, drillRestore } from '#apps/server/restore-drill.ts';
import { readConfig } from '#platform/config/config.ts';
import { requireOperator } from '../command-options.ts';
import { print, say } from '../print.ts';
import { plainly, withCommonOptions } from '../run-command.ts';

const MOST_TIMES = 100;

/** `wotu drill`: restores a backup beside the running installation, proves it equal and throws it away. */
export function addDrill(program: Command): void {
  withCommonOptions(program.command('drill'))
    .description('恢复演练：把备份恢复到一个临时数据库，逐表比对、核对审计链和指标、试解密、试启动，然后删除')
    .argument('<文件>', '备份文件')
    .addOption(new Option('--times <次数>', '演练几次').default(1).argParser(readTimes))
    .action(
      plainly<[string]>(async (options, file) => {
        requireOperator(options, 'drill');
        const { keyFile } = readConfig(process.env, options.data);
        const drills: Drill[] = [];
        for (let number = 1; number <= (options['times'] as number); number += 1) {
          drills.push(await drillRestore(file, keyFile));
          say(`第 ${number} 次：${lineOf(drills.at(-1))}`);
        }
        const good = drills.filter(({ findings }) => findings.length === 0).length;
        const findings = [...new Set(drills.flatMap((drill) => drill.findings))];
        const lines = [`${drills.length} 次演练，${good} 次与备份完全一致。`, ...findings.map((finding) => `    ${finding}`)];
        await print({ document: { file, drills, good }, lines, refused: good < drills.length }, options.json === true);
      }),
    );
}

function lineOf(drill: Drill | undefined): string {
  if (!drill) return '';
  const { findings, rows, restoreSeconds, decrypted } = drill;
  return `${findings.length === 0 ? '一致' : `${findings.length} 个问题`}，${rows} 行，恢复用时 ${restoreSeconds.toFixed(1)} 秒，试解密 ${decrypted} 个号码`;
}

function readTimes(text: string): number {
  const times = Number(text);
  if (!Number.isInteger(times) || times < 1 || times > MOST_TIMES) throw new InvalidArgumentError(`应为 1 到 ${MOST_TIMES} 的整数`);
  return times;
}
