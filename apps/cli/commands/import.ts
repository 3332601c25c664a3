import type { Command } from 'commander';
import { productRegisters } from '#apps/server/registers.ts';
import { importEvidence } from '#modules/evidence/server/public.ts';
import { checkedWorkbook } from '#platform/imports/checked-workbook.ts';
import { importErrors } from '#platform/imports/errors.ts';
import type { Finding } from '#platform/imports/import-report.ts';
import type { ImportOutcome } from '#platform/imports/import-workbook.ts';
import type { ImportProgress } from '#platform/imports/import-run.ts';
import { Refusal } from '#shared/errors.ts';
import { alignColumns, type Answer } from '../answer.ts';
import { readInput, requireWritable, writePieces } from '../files.ts';
import { print, say } from '../print.ts';
import { type Options, plainly, withCommonOptions } from '../run-command.ts';
import { inSession } from '../session.ts';

/** Progress is told every so many rows. */
const STEP = 10_000;
/** More lines help nobody on a screen; `--checked` and `--json` have them all. */
const LINES_SHOWN = 50;

export function addImport(program: Command): void {
  withCommonOptions(program.command('import'))
    .description('导入台账工作簿（.xlsx，也可用旧版 .xls），默认全部写入或全部不写入')
    .argument('<文件>', '工作簿')
    .option('--dry-run', '只检查，不写入')
    .option('--skip-invalid', '跳过有问题的行，写入其余各行')
    .option('--checked <文件>', '另存一份带“校验结果”列的工作簿（.xlsx）')
    .action(
      plainly<[string]>(async (options, file) => {
        const outcome = await bringIn(options, file);
        await print(answerOf(outcome, options), options.json === true);
        if (outcome.error && options.json !== true) say(`✗ ${outcome.error.message}`);
      }),
    );
}

/** Whatever refuses the file as a whole has the same form, so that programs read one document. */
async function bringIn(options: Options, file: string): Promise<ImportOutcome> {
  try {
    const { name, bytes } = await readInput(file);
    // nothing is to be brought in when the answer cannot be given
    if (options['checked'] !== undefined) await requireWritable(String(options['checked']));
    return await inSession(options, async ({ context }) => {
      const outcome = await importEvidence(context, productRegisters, bytes, {
        fileName: name,
        dryRun: options['dryRun'] === true,
        skipInvalid: options['skipInvalid'] === true,
        onProgress: createTeller(),
      });
      await saveChecked(options['checked'] as string | undefined, bytes, outcome);
      return outcome;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { error: { code: error.code, message: error.message }, batchId: null, sheets: [], findings: [], notices: [], rows: [] };
  }
}

async function saveChecked(file: string | undefined, bytes: Uint8Array, outcome: ImportOutcome): Promise<void> {
  if (file === undefined) return;
  if (outcome.error && outcome.error.code !== importErrors.WORKBOOK_HAS_FINDINGS.code) say(`没有另存 ${file}：工作簿没有读取，无从标注。`);
  else await writePieces(file, checkedWorkbook(productRegisters, bytes, outcome));
}

function createTeller(): (progress: ImportProgress) => void {
  const told = new Map<string, number>();
  return ({ sheet, stage, rows }) => {
    if (stage === 'counting') return say('已全部写入，正在更新各项目标的数字……');
    const name = `${sheet}：已${stage === 'checking' ? '检查' : '处理'}`;
    if (rows < (told.get(name) ?? 0) + STEP) return;
    told.set(name, rows);
    say(`${name} ${rows} 行……`);
  };
}

function answerOf({ error, sheets, findings, notices }: ImportOutcome, options: Options): Answer {
  const written = options['dryRun'] === true ? '将新增' : '新增';
  const table = sheets.map((each) => [
    each.sheet,
    `${each.rows} 行`,
    `${written} ${each.created}`,
    `更新 ${each.updated}`,
    `不变 ${each.unchanged}`,
    `有问题 ${each.rejected}`,
  ]);
  return {
    document: { ...(error ? { error } : {}), sheets, findings, notices },
    lines: [...alignColumns(table), ...linesOf('问题', findings), ...linesOf('提示', notices)],
    refused: error !== undefined,
  };
}

function linesOf(kind: string, found: readonly Finding[]): string[] {
  const lines = found
    .slice(0, LINES_SHOWN)
    .map(
      ({ sheet, row, column, cell, message, suggestion }) =>
        `${kind}：${sheet} ${cell || `第 ${row} 行`}${column ? `〔${column}〕` : ' '}${message}${suggestion}`,
    );
  return found.length > LINES_SHOWN ? [...lines, `……还有 ${found.length - LINES_SHOWN} 处${kind}。加 --checked 文件名.xlsx 可得到逐行标注的工作簿。`] : lines;
}
