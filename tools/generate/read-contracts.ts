import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ErrorSpec } from '#shared/errors.ts';
import type { Route } from '#shared/route.ts';

/** What one part of the product declares. */
export interface Contract {
  /** `plans`, `platform/http`, `apps/cli` */
  name: string;
  routes: [name: string, route: Route][];
  permissions: [verb: string, label: string][];
  errors: [code: string, spec: ErrorSpec][];
}

/** Reads the declarations of all modules, and the refusals of platform and apps. @throws when two refusals share a code or two routes a path */
export async function readContracts(project: string): Promise<Contract[]> {
  const modules = await foldersOf(path.join(project, 'modules'));
  const contracts: Contract[] = [];
  for (const name of modules) contracts.push(await readContract(name, path.join(project, 'modules', name, 'contract')));
  for (const place of ['platform', 'engines', 'apps']) {
    for (const name of await foldersOf(path.join(project, place))) contracts.push(await readContract(`${place}/${name}`, path.join(project, place, name)));
  }
  refuseRepeats(contracts.flatMap(({ errors }) => errors.map(([code]) => code)));
  refuseRepeats(contracts.flatMap(({ routes }) => routes.map(([, { method, path: url }]) => `${method} ${url}`)));
  return contracts.filter(({ routes, permissions, errors }) => routes.length + permissions.length + errors.length > 0);
}

async function foldersOf(folder: string): Promise<string[]> {
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function readContract(name: string, folder: string): Promise<Contract> {
  return {
    name,
    routes: entriesOf<Route>(
      await valuesOf(folder, 'routes.ts'),
      (value) => isObject(value) && typeof value['method'] === 'string' && typeof value['path'] === 'string',
    ),
    permissions: entriesOf<string>(await valuesOf(folder, 'permissions.ts'), (value) => typeof value === 'string'),
    errors: entriesOf<ErrorSpec>(await valuesOf(folder, 'errors.ts'), (value) => isObject(value) && typeof value['status'] === 'number'),
  };
}

/** Everything a file exports, or nothing when there is no such file. */
async function valuesOf(folder: string, file: string): Promise<unknown[]> {
  const found = path.join(folder, file);
  return existsSync(found) ? Object.values((await import(pathToFileURL(found).href)) as Record<string, unknown>) : [];
}

/** The entries of all tables among the values whose every entry has the wanted shape. */
function entriesOf<T>(values: readonly unknown[], isEntry: (value: unknown) => boolean): [string, T][] {
  return values.filter(isObject).flatMap((table) => {
    const entries = Object.entries(table);
    return entries.length > 0 && entries.every(([, value]) => isEntry(value)) ? (entries as [string, T][]) : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function refuseRepeats(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`${twice} is declared twice`);
}
