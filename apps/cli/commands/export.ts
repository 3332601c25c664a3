import type { Command } from 'commander';
import { productRegisters } from '#apps/server/registers.ts';
import { exportEvidence } from '#modules/evidence/server/public.ts';
import { writePieces } from '../files.ts';
import { answering, withCommonOptions } from '../run-command.ts';

export function addExport(program: Command): void {
  withCommonOptions(program.command('export'))
    .description('导出台账工作簿（可原样再导入）')
    .argument('<文件>', '工作簿（.xlsx）')
    .option('--division <代码>', '只导出某个区划及其下级（默认为全部）')
    .option('--masked', '身份证号和手机号打上星号')
    .option('--reason <用途>', '完整的身份证号和手机号作何用途，记入审计（默认为“命令行导出”）', '命令行导出')
    .action(
      answering<[string]>(async ({ context }, options, file) => {
        const division = options['division'] as string | undefined;
        const masked = options['masked'] === true;
        const pieces = await exportEvidence(context, productRegisters, { division, masked, reason: String(options['reason']) });
        await writePieces(file, pieces);
        return { document: { file }, lines: [`已导出到 ${file}。`] };
      }),
    );
}
