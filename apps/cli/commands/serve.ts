import { type Command, InvalidArgumentError, Option } from 'commander';
import { requireFreePort } from '#apps/server/free-port.ts';
import { readConfig } from '#platform/config/config.ts';
import { startEngineEarly } from '#platform/db/start-engine-early.ts';
import { requireOperator } from '../command-options.ts';
import { type Options, plainly, withCommonOptions } from '../run-command.ts';

const DEFAULT_PORT = 8080;

export function addServe(program: Command): void {
  withCommonOptions(program.command('serve'))
    .description('启动服务：工作台、公开页面和接口')
    .addOption(new Option('--port <端口>', '端口（默认为环境变量 PORT，否则 8080）').env('PORT').default(DEFAULT_PORT).argParser(readPort))
    .option('--host <地址>', '监听的地址（默认 127.0.0.1；0.0.0.0 为对外开放）', '127.0.0.1')
    .addOption(new Option('--demonstration', '新数据库第一次启动时载入四个地区和演示数据').hideHelp())
    .action(plainly(startServing));
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('应为 0 到 65535 的整数');
  return port;
}

/** The engine starts while the server's modules are loaded: each takes about as long as the other. */
async function startServing(options: Options): Promise<void> {
  requireOperator(options, 'serve');
  const place = { port: options['port'] as number, host: options['host'] as string };
  // told before minutes of loading, not after
  await requireFreePort(place.port, place.host);
  const leaveEngine = startEngineEarly(readConfig(process.env, options.data));
  try {
    const { serveUntilStopped } = await import('../serve-until-stopped.ts');
    await serveUntilStopped(options, place);
  } finally {
    await leaveEngine();
  }
}
