/**
 * One declaration per register drives everything about it: the sheet of the evidence workbook (checks, template, export),
 * the forms and lists of the console, history and undo. Modules declare their sheets in `server/sheets.ts`; the
 * composition root gathers them; nothing here knows a business word.
 *
 * Field names are camelCase; the column of the table is the field in snake_case, except:
 * the `home` division (field `div`) → `div`, `recorded_div`, `district`; `idNumber` and `phone` → `<field>_cipher`, `<field>_index`;
 * `recordCode` → the record's `id`; columns of a reference with `stored: false` → only `<store>` of the reference.
 */
import type { DataClass } from '#shared/data-class.ts';
import type { Day } from '#shared/day.ts';
import type { DivisionLevel } from '#shared/division-code.ts';

interface ColumnBase {
  /** heading in row 1, without the `*` */
  heading: string;
  field: string;
  required?: boolean;
  /** one Chinese sentence for the instructions and the form */
  note?: string;
  /** false: read from the sheet, kept only through the reference it names */
  stored?: false;
  /** what kind of data it holds, for rights; see `dataClassOf`, which answers for columns that do not say */
  dataClass?: DataClass;
}

export interface TextColumn extends ColumnBase {
  type: 'text';
  maxLength: number;
  /** what the text must look like, after trimming and folding */
  pattern?: { test: RegExp; message: string; suggestion: string };
}
export interface ChoiceColumn extends ColumnBase {
  type: 'choice';
  choices: readonly string[];
}
export interface ListColumn extends ColumnBase {
  type: 'list';
  /** without choices any text; at most `maxLength` characters each */
  choices?: readonly string[];
  maxLength: number;
}
export interface DateColumn extends ColumnBase {
  type: 'date';
}
export interface BooleanColumn extends ColumnBase {
  type: 'boolean';
}
export interface NumberColumn extends ColumnBase {
  /** `decimal` has at most two places; a `year` is a whole number that people read without a comma */
  type: 'integer' | 'decimal' | 'year';
  min: number;
  max: number;
}
export interface DivisionColumn extends ColumnBase {
  type: 'division';
  /** the record lies here; its field is `div` */
  home?: true;
  /** levels that make sense; without it any */
  levels?: readonly DivisionLevel[];
}
export interface DivisionListColumn extends ColumnBase {
  type: 'divisionList';
  levels?: readonly DivisionLevel[];
}
/**
 * A division code or a name, depending on a choice of the same row; kept as text, a division by its 12-digit key.
 * `divisionField` is the column with the division of a name; for a code it stays blank in the sheet and gets that division.
 */
export interface DivisionOrNameColumn extends ColumnBase {
  type: 'divisionOrName';
  maxLength: number;
  codeWhen: { field: string; is: string };
  divisionField: string;
}
export interface PersonalColumn extends ColumnBase {
  /** stored encrypted with a blind index, shown masked */
  type: 'idNumber' | 'phone';
}
export interface CreditCodeColumn extends ColumnBase {
  type: 'creditCode';
}
/** The platform's own stable code of the record. */
export interface RecordCodeColumn extends ColumnBase {
  type: 'recordCode';
}

export type ColumnDefinition =
  | TextColumn
  | ChoiceColumn
  | ListColumn
  | DateColumn
  | BooleanColumn
  | NumberColumn
  | DivisionColumn
  | DivisionListColumn
  | DivisionOrNameColumn
  | PersonalColumn
  | CreditCodeColumn
  | RecordCodeColumn;
export type ColumnType = ColumnDefinition['type'];

/** The class of a column's data: what it declares, else personal for ID numbers and phones, else general. */
export function dataClassOf(column: ColumnDefinition): DataClass {
  return column.dataClass ?? (column.type === 'idNumber' || column.type === 'phone' ? 'personal' : 'general');
}

/**
 * null: blank. Dates `YYYY-MM-DD`. Divisions as keys: `div` today's, all others (and `recordedDiv`) as they were recorded.
 * Personal data only as the mark `***` that there is some.
 */
export type FieldValue = string | number | boolean | readonly string[] | readonly number[] | null;
export type FieldValues = Readonly<Record<string, FieldValue | undefined>>;

/** A code of the division table, past or present. */
export interface ResolvedDivision {
  /** today's key: where facts recorded here are counted now */
  key: number;
  /** the key the code meant when it was recorded; the same as `key` unless the division is a former one */
  recordedKey: number;
  level: DivisionLevel;
  name: string;
  /** a city without counties, standing as a county itself */
  alsoCounty: boolean;
  inForceOn(day: Day): boolean;
}

export interface Problem {
  /** only findings refuse */
  severity: 'finding' | 'notice';
  field: string;
  /** short stable name of the rule, kebab-case */
  rule: string;
  message: string;
  suggestion: string;
}

/** What cross-field rules see: the record as it would be after the change. Fields with findings of their own are undefined. */
export interface CheckedRecord {
  values: FieldValues;
  /** the divisions named in the row, by field */
  divisions: ReadonlyMap<string, ResolvedDivision>;
  today: Day;
}
export type RecordRule = (record: CheckedRecord) => Problem[];

/** Two columns (a name and a division) that name a record of another register, by a present or former name. */
export interface ReferenceDefinition {
  /** register referred to */
  register: string;
  nameField: string;
  divisionField: string;
  /** field that keeps the record's id (null when not found and not required) */
  store: string;
  /** a name that is not found is a finding; otherwise the text stays and the id is blank */
  required: boolean;
  /** `division`: a record homed at exactly that division; `district`: there, else the only one of that name in the same county */
  within: 'division' | 'district';
  /** the notice for a name not found where not required; without it silence */
  notFoundNotice?: string;
}

/** Rows of a second table that the record yields: where it covers, whom it joins. Rewritten with every change of the record. */
export interface ChildRows {
  table: string;
  /** column of the child table that holds the record's id */
  parentColumn: string;
  /** the columns besides district, div, recorded_div and the parent's id, with their SQL types */
  columns: Readonly<Record<string, string>>;
  /** @param todayOf today's key of a recorded one */
  rowsOf(values: FieldValues, todayOf: (recordedKey: number) => number): { div: number; recordedDiv: number; values: Record<string, FieldValue> }[];
}

export interface SheetDefinition {
  /** sheet name and the register's Chinese name */
  sheet: string;
  /** the register in URLs, history and audit: `care-facilities` */
  register: string;
  table: string;
  columns: readonly ColumnDefinition[];
  /** fields of the natural key; for a sheet with a record code those used when the code is blank */
  key: readonly string[];
  /** a key field that may be blank: then the others identify the record (with the notice a rule gives) */
  keyMayLack?: string;
  /** field of the name by which other registers refer to its records */
  nameField?: string;
  /** table of former names (columns district, record_id, name): filled when a record is renamed */
  formerNamesTable?: string;
  references?: readonly ReferenceDefinition[];
  /** the reference whose record's home is this record's home as well; the sheet then has no home column of its own */
  homedBy?: string;
  /** the date a division code must be in force on, and the begin of the record */
  begins: string;
  /** exclusive end; must not lie before `begins` */
  ends?: string;
  rules?: readonly RecordRule[];
  children?: readonly ChildRows[];
  /** the fields people search by besides numbers; the table keeps their text in `search_text`, indexed by `search_grams` */
  searchFields?: readonly string[];
  /** what the instructions sheet says about this sheet */
  note?: string;
  /** whose right it takes to see its records at all, beside the verb; without it only single numbers are guarded */
  dataClass?: DataClass;
  /** fact sets to be recounted after a change */
  factSets: readonly string[];
}
