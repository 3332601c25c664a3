/** 深圳: SZ-Q01 … SZ-Q04. Ledgered groups do not count; 大鹏新区 is the tenth district. */
import type { Territory } from '../territory.ts';
import { type HandCase, designation, organization, sheet, training } from './case.ts';

const CITY = '440300000000';
const DAPENG = '440390000000';

function hubCase(territory: Territory): HandCase {
  const streets = territory.units('township', CITY).map((unit) => unit.code);
  // 74 streets: 85 % is 62.9, so 63 are needed
  const early = streets.slice(0, 62);
  const [next = '', last = ''] = streets.slice(62);
  const filed = { 管理层级: '备案', 是否枢纽型: '是' };
  return {
    target: 'SZ-Q01',
    says: '62, 63, 64 of 74 streets with a hub (85 % is 62.9); a ledgered hub does not count, a filed one from its filing',
    division: CITY,
    rows: sheet('社区社会组织', [
      ...early.map((code) => organization('枢纽', code, '2022-01-01', { ...filed, 备案日期: '2022-02-01' })),
      organization('台账枢纽', next, '2022-01-01', { 是否枢纽型: '是' }),
      organization('枢纽', next, '2022-01-01', { ...filed, 备案日期: '2025-10-10', 终止日期: '2026-02-01', 终止原因: '取消备案' }),
      organization('枢纽', last, '2025-10-11', { ...filed, 管理层级: '登记', 法人类型: '社会团体', 终止日期: '2026-01-31', 终止原因: '注销' }),
    ]),
    expect: [
      ['2021-12-31', 0, 74, null, 'notStarted'],
      ['2022-01-31', 0, 74, false, 'atRisk'],
      ['2025-10-09', 62, 74, false, 'atRisk'],
      ['2025-10-10', 63, 74, true, 'met'],
      ['2025-10-11', 64, 74, true, 'met'],
      ['2026-01-31', 63, 74, true, 'met'],
      ['2026-02-01', 62, 74, false, 'missed'],
    ],
  };
}

const leader = '社区社会组织负责人';
const trainingCase: HandCase = {
  target: 'SZ-Q02',
  says: 'two sessions for leaders each year: one is too few, another audience or the year before does not help; the old code is 大鹏 too',
  division: DAPENG,
  rows: sheet('培训', [
    training('上一年', DAPENG, '区', '2021-12-31', 30, leader),
    training('一', DAPENG, '区', '2022-01-01', 30, leader),
    training('二', DAPENG, '区', '2022-12-31', 30, `志愿者、${leader}`),
    training('一', DAPENG, '区', '2023-05-01', 30, leader),
    training('二', DAPENG, '区', '2023-05-02', 30, '志愿者'),
  ]),
  expect: [
    ['2022-12-30', 0, 0, null, 'noData'],
    ['2022-12-31', 1, 1, true, 'met'],
    ['2023-12-31', 1, 2, false, 'atRisk'],
    ['2025-12-31', 1, 4, false, 'missed'],
  ],
};

const brandCase: HandCase = {
  target: 'SZ-Q03',
  says: 'a brand organization with a brand project of its own name in the same district',
  division: CITY,
  rows: sheet('认定', [
    designation('品牌组织', '爱乐社', '440307009000', '2022-06-01', { 失效日期: '2022-10-01' }),
    designation('品牌项目', '爱乐项目', DAPENG, '2022-07-01', { 所属组织名称: '爱乐社' }),
    designation('品牌组织', '互助会', '440303000000', '2022-06-01'),
    designation('品牌项目', '互助项目', '440304000000', '2022-06-01', { 所属组织名称: '互助会' }),
    designation('品牌项目', '别家项目', '440303000000', '2022-06-01', { 所属组织名称: '别家' }),
  ]),
  expect: [
    ['2022-06-30', 0, 10, false, 'atRisk'],
    ['2022-07-01', 1, 10, false, 'atRisk'],
    ['2022-09-30', 1, 10, false, 'atRisk'],
    ['2022-10-01', 0, 10, false, 'atRisk'],
  ],
};

function partyCases(territory: Territory): HandCase[] {
  const [one, other] = territory.units('township', '440305000000').filter((unit) => territory.units('community', unit.code).length >= 2);
  const party = (name: string, kind: string, home: string, since: string, more = {}) => ({
    名称: name,
    类型: kind,
    所属区划代码: home,
    成立日期: since,
    ...more,
  });
  const [lastCommunity = '', ...communities] = territory.units('community', other?.code ?? '').map((unit) => unit.code);
  return [
    {
      target: 'SZ-Q04',
      says: 'a general branch at the street; in a community it is none of the street’s',
      division: one?.code ?? '',
      rows: sheet('党组织', [
        party('社区总支', '总支', territory.units('community', one?.code ?? '')[0]?.code ?? '', '2022-01-01'),
        party('街道总支', '总支', one?.code ?? '', '2022-06-01', { 撤销日期: '2022-07-01' }),
      ]),
      expect: [
        ['2022-05-31', 0, 1, null, 'shown'],
        ['2022-06-01', 1, 1, null, 'shown'],
        ['2022-07-01', 0, 1, null, 'shown'],
      ],
    },
    {
      target: 'SZ-Q04',
      says: 'a joint branch in every community but one, then in all',
      division: other?.code ?? '',
      rows: sheet('党组织', [
        ...communities.map((code) => party('联合支部', '联合支部', code, '2022-01-01')),
        party('独立支部', '独立支部', lastCommunity, '2022-01-01'),
        party('联合支部', '联合支部', lastCommunity, '2022-06-01'),
      ]),
      expect: [
        ['2022-05-31', 0, 1, null, 'shown'],
        ['2022-06-01', 1, 1, null, 'shown'],
      ],
    },
  ];
}

export function shenzhenCases(territory: Territory): HandCase[] {
  return [hubCase(territory), trainingCase, brandCase, ...partyCases(territory)];
}
