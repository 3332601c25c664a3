/** The real changes of the four regions between the lists of 2022 and 2023, as operations to carry out one by one. */
import { readFile } from 'node:fs/promises';
import { type DivisionOperation, operationSchema } from '#modules/divisions/contract/operations.ts';
import { buildTree, NATION, type OfficialRow } from '#modules/divisions/server/domain/build-tree.ts';
import type { DivisionNode } from '#modules/divisions/server/domain/division.ts';
import { readIrregular, readPackedProvince } from '#modules/divisions/server/packed-divisions.ts';

export const CHANGE_DAY = '2023-06-30';
const REGIONS = /^(4104|4401|4403|46)/;
const CHANGES = new URL('../../modules/divisions/data/changes-2022-2023.csv', import.meta.url);

interface Change {
  op: '+' | '-';
  code: string;
  name: string;
}

async function readChanges(): Promise<Change[]> {
  const text = await readFile(CHANGES, 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [op = '', code = '', name = ''] = line.split(',');
      return { op: op === '+' ? '+' : '-', code: code.replace(/(?<=^\d{9})000$/, ''), name };
    });
}

/** The list of 2022: that of 2023 with every change taken back. */
function before(rows: readonly OfficialRow[], changes: readonly Change[]): OfficialRow[] {
  const byCode = new Map(rows.map((row) => [row.code, row.name]));
  for (const change of changes.filter((entry) => entry.op === '+')) byCode.delete(change.code);
  for (const change of changes.filter((entry) => entry.op === '-')) byCode.set(change.code, change.name);
  return [...byCode].map(([code, name]) => ({ code, name })).sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** Same code: renamed. Same name and street, another code: moved. Otherwise closed or created. */
function operationsOf(changes: readonly Change[]): DivisionOperation[] {
  const common = { onDay: CHANGE_DAY, reason: '国家统计局 2023 年统计用区划代码' };
  const gone = changes.filter((change) => change.op === '-');
  const come = changes.filter((change) => change.op === '+');
  const isRename = (one: Change) => (two: Change) => one.code === two.code;
  const isMove = (one: Change) => (two: Change) => one.name === two.name && one.code.slice(0, 9) === two.code.slice(0, 9) && one.code !== two.code;
  const orders = [
    ...gone.map((old) => {
      const renamed = come.find(isRename(old));
      if (renamed) return { kind: 'rename', ...common, code: old.code, name: renamed.name };
      const moved = come.find(isMove(old));
      return moved ? { kind: 'move', ...common, code: old.code, to: old.code.slice(0, 9), newCode: moved.code } : { kind: 'close', ...common, code: old.code };
    }),
    ...come
      .filter((change) => !gone.some((old) => isRename(old)(change) || isMove(old)(change)))
      .map((change) => ({ kind: 'create', ...common, parent: change.code.slice(0, 9), code: change.code, name: change.name })),
  ];
  return orders.map((order) => operationSchema.parse(order));
}

export interface YearOfChange {
  /** the trees with the nation at their head */
  tree2022: DivisionNode[];
  tree2023: DivisionNode[];
  operations: DivisionOperation[];
}

/** @param provinces of 41, 44 and 46 */
export async function readYearOfChange(provinces: readonly string[] = ['41', '44', '46']): Promise<YearOfChange> {
  const irregular = await readIrregular();
  const changes = (await readChanges()).filter((change) => provinces.includes(change.code.slice(0, 2)));
  const tree2022 = [NATION];
  const tree2023 = [NATION];
  for (const province of provinces) {
    const rows = (await readPackedProvince(province)).filter((row) => row.code.length === 2 || REGIONS.test(row.code));
    const own = changes.filter((change) => change.code.startsWith(province));
    tree2023.push(...buildTree(rows, irregular));
    tree2022.push(...buildTree(before(rows, own), irregular));
  }
  return { tree2022, tree2023, operations: operationsOf(changes) };
}
