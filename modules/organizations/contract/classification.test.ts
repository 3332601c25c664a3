import { expect, it } from 'vitest';
import { classify } from './classification.ts';

const kindsOf = (category: string, tags: string[] = [], isHub = false) =>
  Object.fromEntries(classify({ category, tags, isHub }).map(({ scheme, kind }) => [scheme, kind]));

it('names one organization in every scheme', () => {
  expect(kindsOf('文体娱乐类')).toEqual({
    'MCA-3': '服务性',
    'PDS-3': null,
    'GZ-5': '文体娱乐性',
    'HN-ACCESS': '文体娱乐',
    'SC-4': '文体活动类',
    'YUEYANG-6': '社区文体类',
    X32: '社会服务类',
  });
  expect(kindsOf('公益慈善类')).toMatchObject({ 'MCA-3': '公益性', 'PDS-3': '公益慈善类', 'GZ-5': '公益慈善性', X32: '公益慈善类' });
});

it('lets tags decide where a scheme goes by the work', () => {
  expect(kindsOf('生活服务类', ['养老照护'])).toMatchObject({ 'HN-ACCESS': '养老照护', 'SC-4': '生活服务类' });
  expect(kindsOf('社区事务类', ['社区协商'])).toMatchObject({ 'YUEYANG-6': '社区协商类', 'HN-ACCESS': '促进和谐', 'GZ-5': null });
});

it('puts hubs first where a scheme has a place for them, and what fits nowhere among the others', () => {
  expect(kindsOf('生活服务类', [], true)).toMatchObject({ 'YUEYANG-6': '枢纽型', 'GZ-5': '生活服务性' });
  expect(kindsOf('其他')).toMatchObject({ 'YUEYANG-6': '其他', X32: '其他类', 'MCA-3': null });
});
