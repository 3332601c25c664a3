/** Puts the figures that tests noted (`tests/support/sizes.ts`) into the page: `node tools/keep-figures.ts FOLDER [--part]`. `--part` keeps the rows of other checks. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figures/figure.ts';
import { figuresPage } from './figures/figures-page.ts';

const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const PAGE = path.join(PROJECT, 'docs/generated/security-figures.md');

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function commit(): string {
  try {
    const changes = git('status', '--porcelain', '--', ':!docs') === '' ? '' : ' with changes';
    return git('rev-parse', '--short', 'HEAD') + changes;
  } catch {
    return 'a copy without history';
  }
}

function formerPage(): string {
  try {
    return readFileSync(PAGE, 'utf8');
  } catch {
    return '';
  }
}

const [folder = ''] = process.argv.slice(2);
const figures = readdirSync(folder).map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Figure);
const where = `${new Date().toISOString().slice(0, 10)}, ${commit()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
if (figures.length > 0) writeFileSync(PAGE, figuresPage(process.argv.includes('--part') ? formerPage() : '', figures, where));
console.error(`${figures.length} figures: docs/generated/security-figures.md`);
