import type { ColumnSpec, SheetSpec } from '#engines/documents/excel/sheet-spec.ts';
import { LEVEL_NAMES } from '#shared/division-code.ts';
import type { ColumnDefinition, SheetDefinition } from './sheet.ts';
import { INSTRUCTIONS_SHEET, VERSION_SHEET } from './sheet-headings.ts';

/** Raised when a column is added; an import reads every version. */
const TEMPLATE_VERSION = '1';

const GENERAL_RULES = [
  '每张表一类台账，可以只填需要的表；第 1 行是标题，请不要改动。标题为红色的列必填。',
  '日期写成 2023-05-01 或 2023年5月1日；是否类填“是”或“否”；多项内容用顿号（、）分开。',
  '区划代码填 12 位；区县可填 6 位，街道（乡镇）可填 9 位。',
  '再次导入时按名称和区划等找到原有记录并更新：空白单元格保留原值，填 - 清除原值。同一文件导入两次不会重复。',
  '导入前系统会逐行检查，有问题的行会指出位置和改法；没有改正之前不会写入任何数据。',
];

/** One sentence on how to fill a column. */
export function describeColumn(column: ColumnDefinition): string {
  return [FORMS[column.type](column), column.note ?? ''].filter((part) => part !== '').join('；');
}

const choicesOf = (column: ColumnDefinition) => ('choices' in column && column.choices ? column.choices.join('、') : '');

const FORMS: Record<ColumnDefinition['type'], (column: ColumnDefinition) => string> = {
  text: (column) => `文字，不超过 ${'maxLength' in column ? column.maxLength : ''} 个字`,
  choice: (column) => `选填其一：${choicesOf(column)}`,
  list: (column) => (choicesOf(column) === '' ? '可填多项，用顿号分开' : `可填多项，用顿号分开：${choicesOf(column)}`),
  date: () => '日期',
  boolean: () => '是或否',
  integer: () => '整数',
  year: () => '四位数的年份，如 2023',
  decimal: () => '数字，最多两位小数',
  division: (column) => `12 位区划代码${'levels' in column && column.levels ? `，${column.levels.map((level) => LEVEL_NAMES[level]).join('或')}` : ''}`,
  divisionList: () => '12 位区划代码，可填多个，用顿号分开',
  divisionOrName: () => '名称，或 12 位区划代码',
  idNumber: () => '18 位身份证号',
  phone: () => '11 位手机号',
  creditCode: () => '18 位统一社会信用代码',
  recordCode: () => '系统编码',
};

const NUMBERS: ReadonlySet<ColumnDefinition['type']> = new Set(['integer', 'decimal', 'year']);

/** How a column looks in exports and templates: codes as text, days as dates, drop-downs for single choices. */
export function columnSpec(column: ColumnDefinition): ColumnSpec {
  const choices = column.type === 'choice' ? { choices: column.choices } : column.type === 'boolean' ? { choices: ['是', '否'] } : {};
  const kind = column.type === 'date' ? 'date' : NUMBERS.has(column.type) ? 'number' : 'text';
  return { heading: column.heading, kind, required: column.required ?? false, ...choices };
}

export function instructionsSheet(definitions: readonly SheetDefinition[]): SheetSpec {
  const general = GENERAL_RULES.map((rule) => ['全部', '', '', rule]);
  const columns = definitions.flatMap((definition) => [
    [definition.sheet, '', '', definition.note ?? ''],
    ...definition.columns.map((column) => [definition.sheet, column.heading, column.required ? '必填' : '', describeColumn(column)]),
  ]);
  return {
    name: INSTRUCTIONS_SHEET,
    columns: [
      { heading: '工作表', width: 18 },
      { heading: '列', width: 22 },
      { heading: '是否必填', width: 10 },
      { heading: '怎样填', width: 90, wrap: true },
    ],
    rows: [...general, ...columns],
  };
}

export function versionSheet(): SheetSpec {
  return {
    name: VERSION_SHEET,
    hidden: true,
    hasHeadings: false,
    columns: [
      { heading: '', kind: 'text' },
      { heading: '', kind: 'text' },
    ],
    rows: [['模板版本', TEMPLATE_VERSION]],
  };
}
