import type { Command } from 'commander';
import type { Answer } from './answer.ts';
import type { CommonOptions } from './command-options.ts';
import { print, printFailure } from './print.ts';
import type { Session } from './session.ts';

/** Options that every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', '在标准输出上只给出一个 JSON 文档')
    .option('--data <文件夹>', '内置数据库所在的文件夹（默认 ./data）')
    .option('--as <账号>', '以某个账号的身份和权限执行（默认为本机操作员）');
}

export type Options = CommonOptions & Record<string, unknown>;

/** The action of a command that works on the opened platform: prints its answer and sets the exit code. */
export function answering<A extends string[]>(work: (session: Session, options: Options, ...args: A) => Promise<Answer>) {
  return plainly<A>(async (options, ...args) => {
    const { inSession } = await import('./session.ts');
    await inSession(options, async (session) => {
      const answer = await work(session, options, ...args);
      await print(answer, options.json === true);
    });
  });
}

/** The action of a command that opens what it needs itself; failures are told like all others. */
export function plainly<A extends string[]>(work: (options: Options, ...args: A) => Promise<void>) {
  return async (...given: unknown[]): Promise<void> => {
    const options = (given.at(-1) as Command).optsWithGlobals<Options>();
    try {
      // commander passes the arguments, then the options, then the command
      await work(options, ...(given.slice(0, -2) as A));
    } catch (error) {
      printFailure(error, options.json === true);
    }
  };
}
