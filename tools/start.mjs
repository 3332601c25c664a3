#!/usr/bin/env node
/**
 * `npm start`: from a fresh copy to a running platform. Runs on Node 20 or newer, without libraries, because it is what
 * installs them. Takes the options of `wotu serve` (`npm start -- --port 9000 --data /srv/wotu`).
 */
import path from 'node:path';
import { consoleDigest, ensureConsoleBuilt } from './starter/console-build.mjs';
import { ensureInstalled } from './starter/install.mjs';
import { runScript } from './starter/messages.mjs';
import { runOnNode24 } from './starter/node24.mjs';
import { PROJECT } from './starter/project.mjs';

await runScript(async () => {
  const digest = consoleDigest();
  await ensureInstalled('withoutDevelopment');
  await ensureConsoleBuilt(digest);
  return runOnNode24(path.join(PROJECT, 'apps', 'cli', 'main.ts'), ['serve', '--demonstration', ...process.argv.slice(2)]);
});
