import { spawn } from 'node:child_process';
import path from 'node:path';
import { findNode24 } from '../starter/node24.mjs';
import { PROJECT } from '../starter/project.mjs';

/**
 * Runs a script on Node 24 in the product's folder, its output on this terminal.
 * @param script file under `node_modules`, or of the product when it begins with `./`
 * @returns its exit code
 */
export function runTool(script, args = [], environment = {}) {
  const file = path.join(PROJECT, script.startsWith('./') ? script : path.join('node_modules', script));
  const child = spawn(findNode24(), [file, ...args], { cwd: PROJECT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
