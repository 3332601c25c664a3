import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../starter/project.mjs';

const FOLDERS = ['apps', 'database', 'engines', 'modules', 'platform', 'shared', 'tests', 'tools'];

/** Test files that import a file of the tests' support, by themselves or through another support file. @param support as it is imported: `#tests/support/…` */
export function findTestsUsing(support) {
  const files = FOLDERS.flatMap((folder) => readdirSync(path.join(PROJECT, folder), { recursive: true }).map((file) => path.join(folder, file)));
  const uses = (file) => readFileSync(path.join(PROJECT, file), 'utf8').includes(`'${support}'`);
  const through = files.filter((file) => /support.*\.ts$/.test(file) && !file.endsWith('.test.ts') && uses(file)).map((file) => path.basename(file));
  return files.filter((file) => {
    if (!file.endsWith('.test.ts')) return false;
    const text = readFileSync(path.join(PROJECT, file), 'utf8');
    return text.includes(`'${support}'`) || through.some((name) => text.includes(`/${name}'`));
  });
}
