import { expect, it } from 'vitest';
import { clauseText } from './clause-text.ts';

it('names documents and articles as people do', () => {
  expect(clauseText('X02 art.12,23；X03 art.11')).toBe('社会团体登记管理条例第12、23条；民办非企业单位登记管理暂行条例第11条');
  expect(clauseText('SZ L32「居委会推荐」')).toBe('深圳市行动计划（征求意见稿）「居委会推荐」');
  expect(clauseText('GK')).toBe('没有文件规定，按默认做法');
  expect(clauseText('GZ L87；PDS L67')).toBe('广州市实施方案；平顶山市实施方案');
  expect(clauseText('X99 art.1')).toBe('X99 art.1');
});
