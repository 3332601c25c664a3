import type { Command, CommanderError } from 'commander';
import { displayWidth } from './display-width.ts';

const TITLES: Record<string, string> = { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Commands:': '命令：' };

const COMPLAINTS: Record<string, string> = {
  'commander.missingArgument': '缺少参数',
  'commander.missingMandatoryOptionValue': '缺少必需的选项',
  'commander.optionMissingArgument': '选项后面缺少值',
  'commander.unknownOption': '没有这个选项',
  'commander.unknownCommand': '没有这个命令',
  'commander.excessArguments': '参数太多',
  'commander.invalidArgument': '值不正确',
};

/** Help and complaints in Chinese, complaints as errors instead of an immediate exit. Commands made from it later inherit all but the help option. */
export function speakChinese(program: Command): Command {
  return program
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      styleUsage: (usage) => usage.replace('[options]', '[选项]').replace('[command]', '<命令>'),
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map((argument) => `<${argument.name()}>`)].join(' '),
      // ours say what may be chosen and what holds by default
      optionDescription: (option) => option.description,
      displayWidth,
    })
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help <命令>', '显示某个命令的帮助');
}

/** @returns what was wrong with the command line; empty when the help that was shown says it */
export function complaintOf(error: CommanderError): string {
  if (error.code === 'commander.help') return '';
  const subject = /'([^']+)'/.exec(error.message)?.[1];
  // what the option's own reader says about the value
  const rule = / is invalid\. (.+)$/
    .exec(error.message)?.[1]
    ?.replace(/^Allowed choices are (.+)\.$/, (_all, choices: string) => `可填：${choices.replaceAll(', ', '、')}`);
  return `${COMPLAINTS[error.code] ?? '用法不正确'}${subject ? `：${subject}` : ''}${rule ? `，${rule}` : ''}。请用 --help 查看用法。`;
}
