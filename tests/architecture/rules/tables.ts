import { withoutComments } from '../imports.ts';
import { isTest, type SourceFile, type Violation } from '../source-files.ts';
import { mayCall, zoneOf } from './zones.ts';

const CREATED = /\bcreate\s+(?:unlogged\s+)?(?:table|(?:materialized\s+)?view)\s+(?:if\s+not\s+exists\s+)?(\w+)/gi;
/** A table name stands after one of these words in SQL, or is the first argument of these builder calls. */
const USED =
  /\b(?:from|join|into|update|truncate|only|table|references)\s+(?:only\s+)?"?([a-z_]\w*)"?|\b(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin|rightJoin|fullJoin)\(\s*['"`](\w+)/gi;

/** Table or view → the module (or `platform`) whose migration creates it. */
export function ownersOf(files: readonly SourceFile[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const file of files) {
    const owner = ownerOfMigration(file.path);
    const created = owner ? [...withoutSqlComments(file.text).matchAll(CREATED)] : [];
    for (const [, name] of created) if (name && owner) owners.set(name, owner);
  }
  return owners;
}

/** Each module writes and reads its own tables; what others may see is a view named `<module>_published_…`. */
export function checkTables(files: readonly SourceFile[]): Violation[] {
  const owners = ownersOf(files);
  return files
    .filter((file) => !isTest(file))
    .flatMap((file) => {
      const user = ownerOfCode(file.path);
      if (user) return foreignTables(withoutComments(file.text), user, owners).map(([table, owner]) => complaint(file, table, owner));
      const migrates = ownerOfMigration(file.path);
      if (!migrates) return [];
      const foreign = foreignTables(withoutSqlComments(file.text), migrates, owners);
      // a foreign key along the arrows is real
      return foreign.filter(([, owner]) => owner !== 'platform' && !mayCall(migrates, owner)).map(([table, owner]) => complaint(file, table, owner));
    });
}

function complaint(file: SourceFile, table: string, owner: string): Violation {
  return { path: file.path, message: `${table} belongs to ${owner}: call its public.ts, or read a view ${owner}_published_…` };
}

function foreignTables(text: string, user: string, owners: ReadonlyMap<string, string>): [table: string, owner: string][] {
  const used = new Set([...text.matchAll(USED)].map((match) => match[1] ?? match[2] ?? ''));
  return [...used].flatMap((table): [string, string][] => {
    const owner = owners.get(table);
    return owner && owner !== user && !table.startsWith(`${owner}_published_`) ? [[table, owner]] : [];
  });
}

function ownerOfMigration(file: string): string | undefined {
  return /^database\/migrations\/\d{4}_([a-z]+)_/.exec(file)?.[1];
}

function ownerOfCode(file: string): string | undefined {
  const zone = zoneOf(file);
  if (zone.kind === 'module') return zone.name;
  return zone.kind === 'platform' || zone.kind === 'app' ? zone.kind : undefined;
}

function withoutSqlComments(text: string): string {
  return text.replaceAll(/--[^\n]*/g, '').replaceAll(/'(?:[^']|'')*'/g, "''");
}
