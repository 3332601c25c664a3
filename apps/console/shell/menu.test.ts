import { expect, it } from 'vitest';
import { ROLES } from '#modules/accounts/contract/roles.ts';
import { menuOf } from './menu.ts';

const labels = (level: 'nation' | 'county', permissions: readonly string[]) =>
  menuOf(null, { level, permissions: new Set(permissions) }).flatMap(({ entries }) => entries.map(({ label }) => label));

it('shows what is of the installation itself to nobody whose place is a part of it', () => {
  const { permissions } = ROLES.systemAdministrator;
  expect(labels('nation', permissions)).toEqual(['行政区划', '单位与账号', '运行状况', '平台之间的报送', '转来需求的程序']);
  expect(labels('county', permissions)).toEqual(['行政区划', '单位与账号', '转来需求的程序']);
});

it('shows no group without an entry', () => {
  expect(menuOf(null, { level: 'county', permissions: new Set(['report.read']) }).map(({ title }) => title)).toEqual(['报告']);
  expect(menuOf(null, { level: 'county', permissions: new Set() })).toEqual([]);
});
