import path from 'node:path';
import type { Command } from 'commander';
import { REPORT_FORMATS, type ReportFormat } from '#modules/reports/contract/report.ts';
import { renderReport } from '#modules/reports/server/public.ts';
import { refuse } from '#shared/errors.ts';
import { commandErrors } from '../errors.ts';
import { requireWritable, writeOutput } from '../files.ts';
import { answering, withCommonOptions } from '../run-command.ts';

export function addReport(program: Command): void {
  withCommonOptions(program.command('report'))
    .description('生成正式报告：公文格式的 Word、Excel 附表或 PDF')
    .argument('<方案>', '方案编号，见 wotu plans')
    .requiredOption('--period <时期>', '季度或年度，如 2023Q2、2023')
    .requiredOption('--out <文件>', '写到哪个文件：.docx、.xlsx 或 .pdf')
    .option('--division <代码>', '哪个地区的报告（默认为方案所属地区）')
    .action(
      answering<[string]>(async ({ context }, options, plan) => {
        const file = String(options['out']);
        const format = formatOf(file);
        await requireWritable(file);
        const period = String(options['period']);
        const division = options['division'] as string | undefined;
        const bytes = await renderReport(context, { plan, period, division, format });
        await writeOutput(file, bytes);
        return { document: { plan, period, division: division ?? null, file, bytes: bytes.length }, lines: [`已生成 ${file}。`] };
      }),
    );
}

function formatOf(file: string): ReportFormat {
  const extension = path.extname(file).slice(1).toLowerCase();
  const format = REPORT_FORMATS.find((name) => name === extension);
  if (!format)
    throw refuse(commandErrors.OPTION_INVALID, {
      option: '--out',
      value: file,
      expected: `文件名应以 ${REPORT_FORMATS.map((name) => `.${name}`).join('、')} 结尾`,
    });
  return format;
}
