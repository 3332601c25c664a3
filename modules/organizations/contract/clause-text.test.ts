import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { clauseText } from './clause-text.ts';

it('names documents and articles as people do', () => {
  expect(clauseText('X02 art.12,23；X03 art.11')).toBe('社会团体登记管理条例第12、23条；民办非企业单位登记管理暂行条例第11条');
  expect(clauseText('SZ L32「居委会推荐」')).toBe('深圳市行动计划（征求意见稿）「居委会推荐」');
  expect(clauseText('GK')).toBe('没有文件规定，按默认做法');
  expect(clauseText('GZ L87；PDS L67')).toBe('广州市实施方案；平顶山市实施方案');
  expect(clauseText('X99 art.1')).toBe('X99 art.1');
});

it('names a run of articles', () => {
  expect(clauseText('X02 art.29-30；X03 art.24-25')).toBe('社会团体登记管理条例第29至30条；民办非企业单位登记管理暂行条例第24至25条');
});

it('leaves no code of ours in what the rules cite', () => {
  const folder = new URL('../../../rulesets/', import.meta.url);
  const cited = readdirSync(folder).flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/clause: (?:"([^"]+)"|([^\s,}]+))/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''),
  );
  expect(cited.length).toBeGreaterThan(100);
  expect(cited.map((clause) => clauseText(clause)).filter((text) => /[A-Za-z]/.test(text))).toEqual([]);
});
