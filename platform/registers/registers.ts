import type { Database, Transaction } from '../db/database.ts';
import type { ResolvedDivision, SheetDefinition } from '../imports/sheet.ts';
import type { Day } from '#shared/day.ts';
import { homeColumn, storedColumns } from './table-layout.ts';

/** What registers ask of the tree of divisions. */
export interface DivisionTree {
  /**
   * Finds divisions past or present by 12-digit key or official code. Unknown codes are absent.
   * @param edition with it, what is remembered of that edition is not read again
   */
  resolveDivisions(db: Database | Transaction, codes: readonly string[], day: Day, edition?: number): Promise<ReadonlyMap<string, ResolvedDivision>>;
  /** number of the last change of the tree */
  readTreeEdition(db: Database): Promise<number>;
  /** What `resolveDivisions` gave for a code at an edition, if it is remembered. */
  recallDivision(db: Database, code: string): { division: Pick<ResolvedDivision, 'key' | 'level'>; edition: number } | undefined;
}

/** All registers of the product. */
export interface Registers extends DivisionTree {
  /** in the order of the workbook */
  definitions: readonly SheetDefinition[];
  bySheet: ReadonlyMap<string, SheetDefinition>;
  /** those of the workbook and those kept apart from it: parts of a dossier that no workbook carries */
  all: readonly SheetDefinition[];
  byRegister: ReadonlyMap<string, SheetDefinition>;
  /** referred registers before those that refer to them */
  inWritingOrder: readonly SheetDefinition[];
}

/**
 * Composition root: gathers the sheets of all modules.
 * @param apart registers that are no sheet of the workbook @throws Error when a definition contradicts itself or another
 */
export function createRegisters(definitions: readonly SheetDefinition[], tree: DivisionTree, apart: readonly SheetDefinition[] = []): Registers {
  const all = [...definitions, ...apart];
  const bySheet = new Map(definitions.map((definition) => [definition.sheet, definition]));
  const byRegister = new Map(all.map((definition) => [definition.register, definition]));
  if (new Set(all.map(({ sheet }) => sheet)).size !== all.length || byRegister.size !== all.length) throw new Error('two registers share a name');
  for (const definition of all) checkDefinition(definition, byRegister);
  return { definitions, bySheet, all, byRegister, inWritingOrder: sortByReference(definitions, byRegister), ...tree };
}

function checkDefinition(definition: SheetDefinition, byRegister: ReadonlyMap<string, SheetDefinition>): void {
  const { columns, references = [] } = definition;
  const fields = new Set([...columns.map(({ field }) => field), ...references.map(({ store }) => store)]);
  const headings = new Set(columns.map(({ heading }) => heading));
  const named = [...definition.key, definition.begins, definition.ends, definition.nameField, definition.keyMayLack].filter((field) => field !== undefined);
  if (headings.size !== columns.length) throw new Error(`${definition.register}: two columns share a heading`);
  const unknown = named.find((field) => !fields.has(field));
  if (unknown) throw new Error(`${definition.register}: unknown field ${unknown}`);
  if (!homeColumn(definition) === !definition.homedBy) throw new Error(`${definition.register}: a record has one home`);
  const missing = references.find(({ register }) => !byRegister.get(register)?.nameField);
  if (missing) throw new Error(`${definition.register}: nothing to refer to in ${missing.register}`);
  if (new Set(storedColumns(definition).map(({ name }) => name)).size !== storedColumns(definition).length)
    throw new Error(`${definition.register}: two fields share a column`);
}

function sortByReference(definitions: readonly SheetDefinition[], byRegister: ReadonlyMap<string, SheetDefinition>): SheetDefinition[] {
  const sorted = new Set<SheetDefinition>();
  const visit = (definition: SheetDefinition, path: readonly SheetDefinition[]): void => {
    if (path.includes(definition)) throw new Error(`${definition.register} refers to itself`);
    for (const { register } of definition.references ?? []) {
      const target = byRegister.get(register);
      if (target) visit(target, [...path, definition]);
    }
    sorted.add(definition);
  };
  for (const definition of definitions) visit(definition, []);
  return [...sorted];
}
