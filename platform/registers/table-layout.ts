import type { ColumnDefinition, DivisionColumn, PersonalColumn, SheetDefinition } from '../imports/sheet.ts';

/** Definitions never change, so what follows from them is worked out once and not for each of 100,000 rows. */
export function once<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: work(key) };
    known.set(key, found);
    return found.value;
  };
}

const snakeNames = new Map<string, string>();

export function snakeCase(field: string): string {
  const known = snakeNames.get(field) ?? field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  snakeNames.set(field, known);
  return known;
}

export interface StoredColumn {
  name: string;
  sqlType: string;
}

const SQL_TYPES: Record<ColumnDefinition['type'], string> = {
  text: 'text',
  choice: 'text',
  divisionOrName: 'text',
  creditCode: 'text',
  list: 'text[]',
  date: 'date',
  boolean: 'boolean',
  integer: 'int',
  year: 'int',
  decimal: 'numeric',
  division: 'bigint',
  divisionList: 'bigint[]',
  idNumber: 'text',
  phone: 'text',
  recordCode: 'bigint',
};

export function isPersonal(column: ColumnDefinition): column is PersonalColumn {
  return column.type === 'idNumber' || column.type === 'phone';
}

export function isList(column: ColumnDefinition): boolean {
  return column.type === 'list' || column.type === 'divisionList';
}

/** The column that says where the record lies, unless a reference says it. */
export const homeColumn = once((definition: SheetDefinition): DivisionColumn | undefined =>
  definition.columns.find((column): column is DivisionColumn => column.type === 'division' && column.home === true),
);

/** The columns that name divisions. */
export const divisionColumns = once((definition: SheetDefinition): readonly ColumnDefinition[] =>
  definition.columns.filter(({ type }) => type === 'division' || type === 'divisionList' || type === 'divisionOrName'),
);

/** The register's own code of a record, where its sheet has one. */
export const recordCodeColumn = once((definition: SheetDefinition): ColumnDefinition | undefined =>
  definition.columns.find(({ type }) => type === 'recordCode'),
);

/** Columns of the table that one column of the sheet fills; none for the home, the record code and the words of a reference. */
export const storedColumnsOf = once((column: ColumnDefinition): readonly StoredColumn[] => {
  if (column.stored === false || column.type === 'recordCode' || (column.type === 'division' && column.home)) return [];
  const name = snakeCase(column.field);
  if (isPersonal(column)) return [`${name}_cipher`, `${name}_index`].map((each) => ({ name: each, sqlType: 'text' }));
  return [{ name, sqlType: SQL_TYPES[column.type] }];
});

/** All columns of the register's table besides id, place, version and the marks of who and when. */
export const storedColumns = once((definition: SheetDefinition): readonly StoredColumn[] => {
  const references = (definition.references ?? []).map(({ store }) => ({ name: snakeCase(store), sqlType: 'bigint' }));
  return [...definition.columns.flatMap(storedColumnsOf), ...references];
});

/** Where the value of each field stands in a row; of personal data only whether there is some. */
export const fieldColumns = once((definition: SheetDefinition): readonly { field: string; name: string; isMarked: boolean }[] => {
  const home = homeColumn(definition);
  const kept = definition.columns.filter((column) => column.stored !== false && column !== home && column.type !== 'recordCode');
  const own = kept.map((column) => {
    const name = snakeCase(column.field);
    return { field: column.field, name: isPersonal(column) ? `${name}_index` : name, isMarked: isPersonal(column) };
  });
  const references = (definition.references ?? []).map(({ store }) => ({ field: store, name: snakeCase(store), isMarked: false }));
  return [...(home ? [{ field: home.field, name: 'div', isMarked: false }] : []), ...own, ...references];
});

/** What all columns of a sheet hold in a record without any content. */
export const blankContent = once(
  (definition: SheetDefinition): Readonly<Record<string, unknown>> =>
    Object.fromEntries(definition.columns.flatMap((column) => storedColumnsOf(column).map(({ name }) => [name, isList(column) ? [] : null]))),
);

const keyColumnsOf = once(
  ({ columns, key, references }: SheetDefinition) =>
    new Map(
      key.map((field) => {
        const reference = references?.find(({ store }) => store === field);
        const fields = reference ? [reference.nameField, reference.divisionField] : [field];
        return [field, columns.filter((column) => fields.includes(column.field))] as const;
      }),
    ),
);

/** The sheet's columns behind one field of the natural key: a reference stands for its name and its division. */
export function keyColumns(definition: SheetDefinition, field: string): readonly ColumnDefinition[] {
  return keyColumnsOf(definition).get(field) ?? [];
}
