#!/usr/bin/env node
/** The `wotu` command: finds a Node that runs TypeScript and hands over. Runs on Node 20 or newer, without libraries. */
import path from 'node:path';
import { ensureConsoleBuilt } from '../../tools/starter/console-build.mjs';
import { ensureInstalled } from '../../tools/starter/install.mjs';
import { runScript, SetupProblem } from '../../tools/starter/messages.mjs';
import { runOnNode24 } from '../../tools/starter/node24.mjs';
import { PROJECT } from '../../tools/starter/project.mjs';

await runScript(async () => {
  // Node refuses to run TypeScript there; a linked command points at the product's own folder
  if (PROJECT.split(path.sep).includes('node_modules')) {
    throw new SetupProblem('wotu 不能作为依赖包安装。请保留产品文件夹，在其中运行 npx wotu，或用 npm link 安装命令。');
  }
  await ensureInstalled('withoutDevelopment');
  const args = process.argv.slice(2);
  if (args.includes('serve')) await ensureConsoleBuilt();
  return runOnNode24(path.join(PROJECT, 'apps', 'cli', 'main.ts'), args);
});
