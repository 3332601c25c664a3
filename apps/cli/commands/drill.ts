import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Drill, drillRestore } from '#apps/server/restore-drill.ts';
import { readConfig } from '#platform/config/config.ts';
import { failureInWords } from '#platform/jobs/failure-words.ts';
import { Refusal } from '#shared/errors.ts';
import { requireOperator } from '../command-options.ts';
import { print, say } from '../print.ts';
import { rememberDrill } from '../remember-drill.ts';
import { type Options, plainly, withCommonOptions } from '../run-command.ts';

const MOST_TIMES = 100;

/** `wotu drill`: restores a backup beside the running installation, proves it equal, throws it away and writes down what it came to. */
export function addDrill(program: Command): void {
  withCommonOptions(program.command('drill'))
    .description('恢复演练：把备份恢复到一个临时数据库，逐表比对、核对审计链和指标、试解密、试启动，然后删除；结果记到“运行状况”')
    .argument('<文件>', '备份文件')
    .addOption(new Option('--times <次数>', '演练几次').default(1).argParser(readTimes))
    .action(
      plainly<[string]>(async (options, file) => {
        requireOperator(options, 'drill');
        const { keyFile } = readConfig(process.env, options.data);
        say('正在恢复到临时数据库并逐表核对，数据多时需要几分钟……');
        const drills: Drill[] = [];
        let notNoted: string | undefined;
        for (let number = 1; number <= (options['times'] as number); number += 1) {
          const drill = await hold(options, file, keyFile);
          drills.push(drill.outcome);
          notNoted = drill.notNoted;
          say(`第 ${number} 次：${lineOf(drill.outcome)}`);
        }
        const good = drills.filter(({ findings }) => findings.length === 0).length;
        const findings = [...new Set(drills.flatMap((drill) => drill.findings))];
        const lines = [`${drills.length} 次演练，${good} 次与备份完全一致。`, ...findings.map((finding) => `    ${finding}`), notedInWords(notNoted)];
        await print({ document: { file, drills, good, notWrittenDown: notNoted ?? null }, lines, refused: good < drills.length }, options.json === true);
      }),
    );
}

/** One drill, written down whatever it came to. @throws what kept the backup from being restored */
async function hold(options: Options, file: string, keyFile: string): Promise<{ outcome: Drill; notNoted: string | undefined }> {
  let outcome: Drill;
  try {
    outcome = await drillRestore(file, keyFile);
  } catch (error) {
    say(notedInWords(await rememberDrill(options, file, { refusal: error instanceof Refusal ? error.message : failureInWords(error) })));
    throw error;
  }
  const { rows, restoreSeconds: seconds, findings } = outcome;
  return { outcome, notNoted: await rememberDrill(options, file, { rows, seconds, findings: findings.length }) };
}

function notedInWords(notNoted: string | undefined): string {
  return notNoted === undefined ? '已记到平台的“运行状况”里。' : `这次演练没有记到平台里：${notNoted}`;
}

function lineOf({ findings, rows, restoreSeconds, decrypted }: Drill): string {
  return `${findings.length === 0 ? '一致' : `${findings.length} 个问题`}，${rows} 行，恢复用时 ${restoreSeconds.toFixed(1)} 秒，试解密 ${decrypted} 个号码`;
}

function readTimes(text: string): number {
  const times = Number(text);
  if (!Number.isInteger(times) || times < 1 || times > MOST_TIMES) throw new InvalidArgumentError(`应为 1 到 ${MOST_TIMES} 的整数`);
  return times;
}
