import { expect, it } from 'vitest';
import { z } from 'zod';
import { inputInWords } from './input-words.ts';

const wordsFor = (schema: z.ZodType, value: unknown) => schema.safeParse(value, { error: inputInWords }).error?.issues.map(({ message }) => message);

it.each<[string, z.ZodType, unknown, string]>([
  ['absent', z.string(), undefined, '没有填写'],
  ['null', z.number(), null, '没有填写'],
  ['empty', z.string().min(1), '', '没有填写'],
  ['short', z.string().min(12), 'abc', '至少 12 个字'],
  ['long', z.string().max(2), 'abc', '最多 2 个字'],
  ['no text', z.string(), 3, '应为文字'],
  ['no number', z.number(), '三', '应为数字'],
  ['no whole number', z.int(), 1.5, '应为整数'],
  ['no yes or no', z.boolean(), '是', '应为“是”或“否”'],
  ['no list', z.array(z.string()), 'a', '应为列表'],
  ['no record', z.object({}), 'a', '格式不对'],
  ['too few', z.array(z.string()).min(1), [], '至少 1 项'],
  ['too many', z.array(z.string()).max(1), ['a', 'b'], '最多 1 项'],
  ['too little', z.number().min(1), 0, '不能小于 1'],
  ['not above', z.number().positive(), 0, '应大于 0'],
  ['too much', z.number().max(5), 6, '不能大于 5'],
  ['not below', z.number().lt(5), 5, '应小于 5'],
  ['no choice', z.enum(['a', 'b']), 'c', '不在可选的范围里'],
  ['no address', z.email(), 'a', '应为电子邮件地址'],
  ['no day', z.iso.date(), '2023/11/20', '日期应写成 2023-11-20 的样子'],
  ['another pattern', z.string().regex(/^\d+$/), 'a', '格式不对'],
  ['no multiple', z.number().multipleOf(5), 3, '应为 5 的倍数'],
  ['unknown field', z.strictObject({}), { a: 1, b: 2 }, '没有这一项：a、b'],
  ['neither of two', z.union([z.literal(1), z.object({ a: z.string() })]), 'x', '内容不对'],
])('says what is wrong: %s', (_case, schema, value, words) => {
  expect(wordsFor(schema, value)).toEqual([words]);
});

it('leaves the words of the schema itself', () => {
  expect(wordsFor(z.string().regex(/^1\d{10}$/, '手机号应为 11 位数字'), '12')).toEqual(['手机号应为 11 位数字']);
});
