import { checkIdNumber } from '#shared/codes/id-number.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { checkSocialCreditCode } from '#shared/codes/social-credit-code.ts';
import type { Day } from '#shared/day.ts';
import { maskNumbersIn } from '../crypto/masking.ts';
import type { ChoiceColumn, ColumnDefinition, ListColumn, NumberColumn, Problem, TextColumn } from '../imports/sheet.ts';
import { finding, notice, type RawCell, type ReadValue } from './draft.ts';
import { readDate } from './read-date.ts';

export type Typed = { value: ReadValue; notices?: Problem[] } | { problem: Problem };

const LIST_SEPARATORS = /[、；;，,\r\n]+/;
/** What 6-, 9- and 12-digit codes look like; shorter ones are padded with zeros. */
const DIVISION_CODE = /^(\d{6}|\d{9}|\d{12})$/;

const ID_REASONS = {
  old: ['这是 15 位的旧身份证号。', '请改填 18 位的居民身份证号。'],
  length: ['身份证号应为 18 位。', '请核对位数；如末尾变成 0000，请把该列设为文本格式后重新填写。'],
  characters: ['身份证号应为 17 位数字加一位数字或 X。', '请核对有无多余的字符。'],
  birth: ['身份证号中的出生日期不存在或晚于今天。', '请核对第 7 到 14 位。'],
  check: ['身份证号的校验位不对，可能抄错了一位或颠倒了两位。', '请对照证件逐位核对。'],
} as const;

const CREDIT_REASONS = {
  length: ['统一社会信用代码应为 18 位。', '请核对位数。'],
  characters: ['统一社会信用代码含有不允许的字符（没有字母 I、O、S、V、Z）。', '请核对是否把 0 写成了 O、把 1 写成了 I。'],
  check: ['统一社会信用代码的校验位不对，可能抄错了一位。', '请对照登记证书逐位核对。'],
} as const;

/** @param text trimmed, folded, not blank */
export function readTyped(column: ColumnDefinition, text: string, cell: RawCell, today: Day): Typed {
  switch (column.type) {
    case 'text':
    case 'divisionOrName':
      return readText(column, text);
    case 'choice':
      return column.choices.includes(text) ? { value: text } : { problem: notAChoice(column, text) };
    case 'list':
      return readList(column, text);
    case 'date':
      return readDay(column, text, cell);
    case 'boolean':
      return readBoolean(column, text);
    case 'integer':
    case 'decimal':
    case 'year':
      return readNumber(column, text);
    case 'division':
      return readDivisionCode(column, text);
    case 'divisionList':
      return readDivisionCodes(column, text);
    case 'idNumber':
      return readIdNumber(column, text, today);
    case 'phone':
      return readPhone(column, text);
    case 'creditCode':
      return readCreditCode(column, text);
    case 'recordCode':
      return { value: text.toUpperCase() };
  }
}

function readText(column: Pick<TextColumn, 'field' | 'heading' | 'maxLength' | 'pattern'>, text: string): Typed {
  const { pattern } = column;
  // first, as “shorten it” helps nobody whose text has to look otherwise
  if (pattern && !pattern.test.test(text)) return { problem: finding(column, { rule: 'format', message: pattern.message, suggestion: pattern.suggestion }) };
  // never more characters than units
  const length = text.length > column.maxLength ? [...text].length : text.length;
  if (length > column.maxLength) {
    return {
      problem: finding(column, {
        rule: 'too-long',
        message: `“${column.heading}”有 ${length} 个字，超过 ${column.maxLength} 个字。`,
        suggestion: '请缩短内容。',
      }),
    };
  }
  if (maskNumbersIn(text) === text) return { value: text };
  return {
    value: text,
    notices: [
      notice(column, {
        rule: 'number-in-text',
        message: `“${column.heading}”里写有完整的证件号或电话，凡能看到这条记录的人都会看到。`,
        suggestion: '请删去号码；确需登记的，填在证件号或电话的列里，那里会加密保存。',
      }),
    ],
  };
}

function notAChoice(column: ChoiceColumn | ListColumn, text: string): Problem {
  return finding(column, { rule: 'choice', message: `“${column.heading}”没有“${text}”这个选项。`, suggestion: `可填：${(column.choices ?? []).join('、')}。` });
}

export function splitList(text: string): string[] {
  return [
    ...new Set(
      text
        .split(LIST_SEPARATORS)
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    ),
  ];
}

function readList(column: ListColumn, text: string): Typed {
  const items = splitList(text);
  const unknown = column.choices && items.find((item) => !column.choices?.includes(item));
  if (unknown !== undefined) return { problem: notAChoice(column, unknown) };
  const long = items.find((item) => item.length > column.maxLength && [...item].length > column.maxLength);
  if (long !== undefined)
    return {
      problem: finding(column, {
        rule: 'too-long',
        message: `“${column.heading}”中有一项超过 ${column.maxLength} 个字。`,
        suggestion: '请用顿号（、）把各项分开。',
      }),
    };
  return { value: items };
}

function readDay(column: ColumnDefinition, text: string, cell: RawCell): Typed {
  const day = cell.kind === 'text' || cell.kind === 'date' ? readDate(text) : undefined;
  if (day !== undefined) return { value: day };
  return {
    problem: finding(column, {
      rule: 'date',
      message: `“${text}”不是有效的日期。`,
      suggestion: '请写成 2023-05-01 或 2023年5月1日，或使用 Excel 的日期格式。',
    }),
  };
}

function readBoolean(column: ColumnDefinition, text: string): Typed {
  if (text === '是' || text === '否') return { value: text === '是' };
  return { problem: finding(column, { rule: 'boolean', message: `“${column.heading}”只能填“是”或“否”。`, suggestion: '请改为“是”或“否”。' }) };
}

function readNumber(column: NumberColumn, text: string): Typed {
  const isWhole = column.type !== 'decimal';
  const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(number) || (isWhole && !Number.isInteger(number))) {
    return {
      problem: finding(column, {
        rule: 'number',
        message: `“${column.heading}”应为${isWhole ? '整数' : '数字'}。`,
        suggestion: `请只填${isWhole ? '整数' : '数字'}，不带单位和逗号。`,
      }),
    };
  }
  if (number < column.min || number > column.max) {
    return {
      problem: finding(column, { rule: 'range', message: `“${column.heading}”应在 ${column.min} 到 ${column.max} 之间。`, suggestion: '请核对数值。' }),
    };
  }
  const rounded = Math.round(number * 100) / 100;
  if (isWhole || rounded === number) return { value: number };
  return {
    value: rounded,
    notices: [notice(column, { rule: 'rounded', message: `“${column.heading}”保留两位小数，存为 ${rounded}。`, suggestion: '如需更精确，请换用更小的单位。' })],
  };
}

function badDivisionCode(column: ColumnDefinition, text: string): Problem {
  return finding(column, { rule: 'division-format', message: `“${text}”不是区划代码。`, suggestion: '请填 12 位代码；区县可填 6 位，街道（乡镇）可填 9 位。' });
}

function readDivisionCode(column: ColumnDefinition, text: string): Typed {
  return DIVISION_CODE.test(text) ? { value: text.padEnd(12, '0') } : { problem: badDivisionCode(column, text) };
}

function readDivisionCodes(column: ColumnDefinition, text: string): Typed {
  const codes = splitList(text);
  const bad = codes.find((code) => !DIVISION_CODE.test(code));
  if (bad !== undefined) return { problem: badDivisionCode(column, bad) };
  return { value: [...new Set(codes.map((code) => code.padEnd(12, '0')))] };
}

/** For a column that holds a code or a name, once the row says which. */
export function isDivisionCode(text: string): boolean {
  return DIVISION_CODE.test(text);
}

function readIdNumber(column: ColumnDefinition, text: string, today: Day): Typed {
  const number = text.toUpperCase();
  const result = checkIdNumber(number, today);
  if (result.valid) return { value: number };
  const [message, suggestion] = ID_REASONS[result.reason];
  return { problem: finding(column, { rule: 'id-number', message, suggestion }) };
}

function readPhone(column: ColumnDefinition, text: string): Typed {
  const phone = readMobilePhone(text);
  if (phone !== undefined) return { value: phone };
  return { problem: finding(column, { rule: 'phone', message: '手机号应为以 1 开头的 11 位数字。', suggestion: '请核对手机号；固定电话不填在这一列。' }) };
}

function readCreditCode(column: ColumnDefinition, text: string): Typed {
  const code = text.toUpperCase();
  const result = checkSocialCreditCode(code);
  if (!result.valid) {
    const [message, suggestion] = CREDIT_REASONS[result.reason];
    return { problem: finding(column, { rule: 'credit-code', message, suggestion }) };
  }
  if (result.innerValid) return { value: code };
  return {
    value: code,
    notices: [
      notice(column, {
        rule: 'credit-code-inner',
        message: '代码的校验位正确，但其中的组织机构代码校验位不对（个别老代码如此）。',
        suggestion: '请对照登记证书核对。',
      }),
    ],
  };
}
