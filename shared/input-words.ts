import type { z } from 'zod';

/** What is wrong with an input, for the person who typed it; a schema that says it in its own words goes before. */
export function inputInWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? MISSING : (TYPES[issue.expected] ?? WRONG_FORM);
    case 'invalid_value':
      return '不在可选的范围里';
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return FORMATS[issue.format] ?? WRONG_FORM;
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的倍数`;
    case 'unrecognized_keys':
      return `没有这一项：${issue.keys.slice(0, MOST_NAMED).join('、')}`;
    default:
      return '内容不对';
  }
}

/** Of fields that nobody asked for. */
const MOST_NAMED = 5;
const MISSING = '没有填写';
const WRONG_FORM = '格式不对';
const TYPES: Readonly<Record<string, string>> = {
  string: '应为文字',
  number: '应为数字',
  int: '应为整数',
  boolean: '应为“是”或“否”',
  array: '应为列表',
};
const FORMATS: Readonly<Record<string, string>> = {
  email: '应为电子邮件地址',
  url: '应为网址',
  date: '日期应写成 2023-11-20 的样子',
  datetime: '时间应写成 2023-11-20T09:30:00+08:00 的样子',
};

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodRawIssue & { code: 'too_small' }): string {
  if (origin === 'string') return minimum === 1 ? MISSING : `至少 ${minimum} 个字`;
  if (origin === 'array') return `至少 ${minimum} 项`;
  return inclusive ? `不能小于 ${minimum}` : `应大于 ${minimum}`;
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodRawIssue & { code: 'too_big' }): string {
  if (origin === 'string') return `最多 ${maximum} 个字`;
  if (origin === 'array') return `最多 ${maximum} 项`;
  return inclusive ? `不能大于 ${maximum}` : `应小于 ${maximum}`;
}
