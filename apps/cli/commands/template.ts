import type { Command } from 'commander';
import { productRegisters } from '#apps/server/registers.ts';
import { templateWorkbook } from '#platform/imports/template-workbook.ts';
import { writePieces } from '../files.ts';
import { print } from '../print.ts';
import { plainly, withCommonOptions } from '../run-command.ts';

export function addTemplate(program: Command): void {
  withCommonOptions(program.command('template'))
    .description('生成空白的台账工作簿（带下拉选项和填写说明）')
    .argument('<文件>', '工作簿（.xlsx）')
    .action(
      plainly<[string]>(async (options, file) => {
        await writePieces(file, templateWorkbook(productRegisters));
        await print({ document: { file }, lines: [`已生成空白工作簿 ${file}。`] }, options.json === true);
      }),
    );
}
