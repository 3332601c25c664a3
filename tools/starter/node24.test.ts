import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const starter = new URL('./node24.mjs', import.meta.url).href;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wotu-starter-'));
  writeFileSync(
    path.join(folder, 'product.mjs'),
    'process.stdout.write(JSON.stringify({ pid: process.pid, parent: process.ppid, flags: process.execArgv, given: process.argv.slice(2), trim: process.env.MALLOC_TRIM_THRESHOLD_ }));' +
      'process.exitCode = 7;',
  );
  writeFileSync(
    path.join(folder, 'starter.mjs'),
    `import { runOnNode24 } from '${starter}';
     process.exitCode = await runOnNode24(${JSON.stringify(path.join(folder, 'product.mjs'))}, process.argv.slice(2));`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the product saw, which process was started for it, and how that one ended. */
async function start(environment: Record<string, string | undefined>) {
  const running = promisify(execFile)(process.execPath, [path.join(folder, 'starter.mjs'), '--port', '0'], { env: { ...process.env, ...environment } });
  const ended = await running.catch((error: { stdout: string; stderr: string; code: number }) => error);
  return { seen: JSON.parse(ended.stdout), complained: ended.stderr, started: running.child.pid, code: 'code' in ended ? ended.code : 0 };
}

describe('starting the product', () => {
  it('becomes the product instead of staying beside it', async () => {
    const { seen, started, code, complained } = await start({ npm_command: undefined });
    expect(seen.pid).toBe(started);
    expect(seen.given).toEqual(['--port', '0']);
    expect(seen.flags).toContain('--max-semi-space-size=8');
    expect(seen.trim).toBe('524288');
    expect(code).toBe(7);
    expect(complained).toBe('');
  });

  it('stays beside it under npm, whose end the product would not hear of', async () => {
    const { seen, started, code } = await start({ npm_command: 'start' });
    expect(seen.parent).toBe(started);
    expect(seen.flags).toContain('--max-semi-space-size=8');
    expect(code).toBe(7);
  });
});
