import { Command } from 'commander';
import { speakChinese } from './usage.ts';

/** One entry per word that may stand first; its modules are loaded when it does, because loading all takes most of a short run. */
const COMMANDS: Record<string, (program: Command) => Promise<void>> = {
  serve: async (program) => (await import('./commands/serve.ts')).addServe(program),
  divisions: async (program) => {
    const divisions = program.command('divisions').description('区划');
    (await import('./commands/divisions-load.ts')).addDivisionsLoad(divisions);
    (await import('./commands/divisions-list.ts')).addDivisionsList(divisions);
  },
  maps: async (program) => (await import('./commands/maps.ts')).addMaps(program.command('maps').description('地图')),
  demo: async (program) => (await import('./commands/demo.ts')).addDemo(program),
  import: async (program) => (await import('./commands/import.ts')).addImport(program),
  export: async (program) => (await import('./commands/export.ts')).addExport(program),
  template: async (program) => (await import('./commands/template.ts')).addTemplate(program),
  plans: async (program) => (await import('./commands/plans.ts')).addPlans(program),
  progress: async (program) => (await import('./commands/progress.ts')).addProgress(program),
  report: async (program) => (await import('./commands/report.ts')).addReport(program),
  backup: async (program) => (await import('./commands/backup.ts')).addBackup(program),
  restore: async (program) => (await import('./commands/restore.ts')).addRestore(program),
  verify: async (program) => (await import('./commands/verify.ts')).addVerify(program),
  gather: async (program) => (await import('./commands/gather.ts')).addGather(program),
  config: async (program) => (await import('./commands/config-check.ts')).addConfigCheck(program.command('config').description('设置')),
  files: async (program) => {
    const files = program.command('files').description('附件');
    (await import('./commands/files-check.ts')).addFilesCheck(files);
    (await import('./commands/files-move.ts')).addFilesMove(files);
  },
  figures: async (program) => (await import('./commands/figures-recount.ts')).addFiguresRecount(program.command('figures').description('指标')),
  drill: async (program) => (await import('./commands/drill.ts')).addDrill(program),
  account: async (program) => {
    const account = program.command('account').description('账号');
    (await import('./commands/account-reset-factor.ts')).addAccountResetFactor(account);
    (await import('./commands/account-person.ts')).addAccountPerson(account);
  },
  exchange: async (program) => (await import('./commands/exchange.ts')).addExchange(program),
  retention: async (program) => (await import('./commands/retention.ts')).addRetention(program),
  audit: async (program) => (await import('./commands/audit.ts')).addAudit(program),
  keys: async (program) => {
    const keys = program.command('keys').description('密钥');
    (await import('./commands/keys-rotate.ts')).addKeysRotate(keys);
    (await import('./commands/keys-rotate-master.ts')).addKeysRotateMaster(keys);
  },
  token: async (program) => (await import('./commands/token-create.ts')).addTokenCreate(program.command('token').description('接口令牌')),
};

/** @param asked the first word after `wotu`: only that command is made; without a known one, as for help, all are */
export async function buildProgram(asked: string | undefined): Promise<Command> {
  const program = speakChinese(new Command('wotu')).description('沃土：社区社会组织培育、指导与监督平台');
  const one = asked !== undefined && Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
  for (const add of one ? [one] : Object.values(COMMANDS)) await add(program);
  return program;
}
