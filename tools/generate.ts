/**
 * `npm run generate`: writes what is derived from the source: the database's structure and types, what of it is public, and the lists of routes,
 * permissions and refusals, settings, the diagrams of procedures. `--check` writes nothing and fails when a file is not what it would write.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDatabaseFiles } from './generate/database-files.ts';
import { generateErrorsPage, generatePermissionsPage, generateRoutesPage } from './generate/contract-pages.ts';
import { generateProceduresPage } from './generate/procedures-page.ts';
import { readContracts } from './generate/read-contracts.ts';
import { generateSettingsPage } from './generate/settings-page.ts';

const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Path from the product's folder → content. */
async function generateAll(): Promise<Record<string, string>> {
  const contracts = await readContracts(PROJECT);
  return {
    'docs/generated/routes.md': generateRoutesPage(contracts),
    'docs/generated/permissions.md': generatePermissionsPage(contracts),
    'docs/generated/errors.md': generateErrorsPage(contracts),
    'docs/generated/settings.md': generateSettingsPage(),
    'docs/generated/procedures.md': await generateProceduresPage(PROJECT),
    ...(await generateDatabaseFiles()),
  };
}

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const [name, text] of Object.entries(await generateAll())) {
  const file = path.join(PROJECT, name);
  if (text === (await readFile(file, 'utf8').catch(() => ''))) continue;
  stale.push(name);
  if (isCheck) continue;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
if (isCheck && stale.length > 0) {
  console.error(`Not up to date: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
  process.exitCode = 1;
} else {
  console.error(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'Everything generated is up to date.');
}
