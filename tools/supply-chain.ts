/**
 * What the product is made of. `node tools/supply-chain.ts sbom` prints the CycloneDX document of all locked libraries;
 * `node tools/supply-chain.ts check EXPORT` compares them with an OSV export that the operator has fetched (a file of one record or a list, or the
 * folder of an unpacked `npm/all.zip`). Nothing is fetched here. Exit 0: no advisory of that export; 1: there are some; 2: nothing to compare with.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials } from './supply-chain/bill-of-materials.ts';
import { type Advisory, findAdvisories } from './supply-chain/find-advisories.ts';
import { lockedPackages } from './supply-chain/locked-packages.ts';

const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const read = (name: string): string => readFileSync(path.join(PROJECT, name), 'utf8');

function readExport(place: string): Advisory[] {
  const files = statSync(place).isDirectory()
    ? readdirSync(place)
        .filter((name) => name.endsWith('.json'))
        .map((name) => path.join(place, name))
    : [place];
  return files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as Advisory | Advisory[]).filter(({ id }) => typeof id === 'string');
}

const [task = '', place = ''] = process.argv.slice(2);
const packages = lockedPackages(read('package-lock.json'));

if (task === 'sbom') {
  console.log(JSON.stringify(billOfMaterials(JSON.parse(read('package.json')) as { name: string; version: string }, packages), null, 2));
} else if (task === 'check' && place !== '') {
  const advisories = readExport(place);
  const findings = findAdvisories(packages, advisories);
  for (const { package: name, version, advisory, summary } of findings) console.log(`${name} ${version}: ${advisory} ${summary}`);
  console.log(
    `${packages.length} 个已锁定的程序库，对照 ${advisories.length} 条公告，发现 ${findings.length} 处。结论只对这份公告数据有效；Node 与 PostgreSQL 本身请另查。`,
  );
  process.exitCode = advisories.length === 0 ? 2 : findings.length > 0 ? 1 : 0;
} else {
  console.error('node tools/supply-chain.ts sbom | check <OSV 数据文件或文件夹>');
  process.exitCode = 2;
}
