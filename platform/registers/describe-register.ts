import { type ColumnDefinition, dataClassOf, type SheetDefinition } from '../imports/sheet.ts';

/** The column that names a record in lists: the name, else the first stored text. */
export function titleColumn(definition: SheetDefinition): ColumnDefinition {
  const named = definition.columns.find(({ field }) => field === (definition.nameField ?? 'name'));
  const first = definition.columns.find(({ type, stored }) => stored !== false && ['text', 'choice', 'divisionOrName', 'division'].includes(type));
  const column = named ?? first;
  if (!column) throw new Error(`${definition.register} has no column to call its records by`);
  return column;
}

/** What screens need to draw a register's list, filters and form. */
export function describeRegister(definition: SheetDefinition) {
  return {
    register: definition.register,
    name: definition.sheet,
    note: definition.note ?? '',
    titleField: titleColumn(definition).field,
    beginsField: definition.begins,
    endsField: definition.ends ?? null,
    columns: definition.columns.map(describeForScreens),
  };
}

function describeForScreens(column: ColumnDefinition) {
  return {
    field: column.field,
    heading: column.heading,
    type: column.type,
    dataClass: dataClassOf(column),
    required: column.required ?? false,
    home: column.type === 'division' && column.home === true,
    choices: 'choices' in column ? [...(column.choices ?? [])] : [],
    levels: 'levels' in column ? [...(column.levels ?? [])] : [],
    maxLength: 'maxLength' in column ? column.maxLength : null,
    min: 'min' in column ? column.min : null,
    max: 'max' in column ? column.max : null,
    // the input itself shows of which form a value is
    hint: column.note ?? '',
  };
}
