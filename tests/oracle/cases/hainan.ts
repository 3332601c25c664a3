/** 海南: HN-Q01 … HN-Q07. Ledgered groups do not count; 儋州 is one county-level unit. */
import type { Territory } from '../territory.ts';
import { type HandCase, designation, handIn, organization, sheet, talent } from './case.ts';

const PROVINCE = '460000000000';
const HAIKOU = '460100000000';
const SANYA = '460200000000';

function talentCases(territory: Territory): HandCase[] {
  const township = territory
    .units('township', PROVINCE)
    .find((unit) => territory.communities('urban', unit.code).length === 2 && territory.communities('rural', unit.code).length >= 2);
  const place = township?.code ?? '';
  const [one = '', other = ''] = territory.communities('urban', place).map((unit) => unit.code);
  const [lastVillage = '', ...villages] = territory.communities('rural', place).map((unit) => unit.code);
  return [
    {
      target: 'HN-Q01',
      says: 'two talents in one community and one, then two, in the other; the same person twice is one',
      division: place,
      rows: sheet('社会工作人才', [
        talent('王一', one, '2022-01-01'),
        talent('李二', one, '2022-01-01'),
        talent('张三', other, '2022-01-01'),
        talent('张三', other, '2022-05-01'),
        talent('刘四', other, '2023-10-10', { 结束日期: '2024-01-15' }),
        talent('陈五', other, '2023-10-11', { 结束日期: '2024-01-14' }),
      ]),
      expect: [
        ['2021-04-30', 0, 2, null, 'notStarted'],
        ['2023-10-09', 1, 2, false, 'atRisk'],
        ['2023-10-10', 2, 2, true, 'met'],
        ['2024-01-14', 2, 2, true, 'met'],
        ['2024-01-15', 1, 2, false, 'missed'],
      ],
    },
    {
      target: 'HN-Q02',
      says: 'one talent in every village but one, then in that one too',
      division: place,
      rows: sheet('社会工作人才', [...villages.map((code) => talent('王一', code, '2022-01-01')), talent('王一', lastVillage, '2023-12-31')]),
      expect: [
        ['2023-12-30', villages.length, villages.length + 1, false, 'atRisk'],
        ['2023-12-31', villages.length + 1, villages.length + 1, true, 'met'],
      ],
    },
  ];
}

const pilotCases: HandCase[] = [
  {
    target: 'HN-Q03',
    says: 'both cities; a county is not the city',
    division: PROVINCE,
    rows: sheet('认定', [
      designation('试点市县', '海口市', HAIKOU, '2021-12-30'),
      designation('试点市县', '吉阳区', '460203000000', '2021-12-30'),
      designation('试点市县', '三亚市', SANYA, '2021-12-31', { 失效日期: '2022-06-01' }),
    ]),
    expect: [
      ['2021-12-29', 0, 2, false, 'atRisk'],
      ['2021-12-30', 1, 2, false, 'atRisk'],
      ['2021-12-31', 2, 2, true, 'met'],
      ['2022-06-01', 1, 2, false, 'missed'],
    ],
  },
  {
    target: 'HN-Q03',
    says: 'no pilot city inside 儋州: no data, not zero',
    division: '460400000000',
    rows: {},
    expect: [['2022-06-01', 0, 0, null, 'noData']],
  },
  {
    target: 'HN-Q04',
    says: 'an accepted evaluation of each; a returned one is none until it is accepted',
    division: PROVINCE,
    rows: sheet('报送记录', [
      handIn('试点评估', HAIKOU, '2022', '2022-12-01'),
      handIn('试点评估', SANYA, '2022', '2022-12-30', '退回'),
      handIn('试点评估', SANYA, '2022', '2022-12-31'),
    ]),
    expect: [
      ['2022-11-30', 0, 2, false, 'atRisk'],
      ['2022-12-30', 1, 2, false, 'atRisk'],
      ['2022-12-31', 2, 2, true, 'met'],
    ],
  },
  {
    target: 'HN-Q05',
    says: 'county-level units named at least once: 儋州 is one, 三亚 with its districts is none',
    division: PROVINCE,
    rows: sheet('经验推广', [
      { 试点区划代码: HAIKOU, 推广至区划代码: '460400000000', 推广日期: '2022-06-01' },
      { 试点区划代码: SANYA, 推广至区划代码: '460400000000', 推广日期: '2022-06-02' },
      { 试点区划代码: HAIKOU, 推广至区划代码: SANYA, 推广日期: '2022-06-02' },
      { 试点区划代码: HAIKOU, 推广至区划代码: '469001000000', 推广日期: '2022-06-03' },
    ]),
    expect: [
      ['2022-05-31', 0, null, null, 'shown'],
      ['2022-06-01', 1, null, null, 'shown'],
      ['2022-06-02', 1, null, null, 'shown'],
      ['2022-06-03', 2, null, null, 'shown'],
    ],
  },
];

function charityCases(territory: Territory): HandCase[] {
  const [one, other] = territory.units('township', '460105000000').filter((unit) => territory.units('community', unit.code).length >= 3);
  const street = one?.code ?? '';
  const [home = ''] = territory.units('community', street).map((unit) => unit.code);
  const otherStreet = other?.code ?? '';
  const inStreet = territory.units('community', street).length;
  const inOther = territory.units('community', otherStreet).length;
  const charity = { 是否慈善组织: '是', 管理层级: '备案' };
  return [
    {
      target: 'HN-Q06',
      says: 'one community by a charity of its own from its filing on, the whole street by a charity homed there, a ledgered one never',
      division: street,
      rows: sheet('社区社会组织', [
        organization('社区慈善会', home, '2022-01-01', { ...charity, 备案日期: '2022-03-01' }),
        organization('街道慈善会', street, '2022-01-01', { ...charity, 备案日期: '2022-04-01', 终止日期: '2022-05-01', 终止原因: '取消备案' }),
        organization('台账慈善会', street, '2021-01-01', { 是否慈善组织: '是' }),
      ]),
      expect: [
        ['2022-02-28', 0, inStreet, null, 'shown'],
        ['2022-03-01', 1, inStreet, null, 'shown'],
        ['2022-04-01', inStreet, inStreet, null, 'shown'],
        ['2022-05-01', 1, inStreet, null, 'shown'],
      ],
    },
    {
      target: 'HN-Q06',
      says: 'a registered charity without a filing counts from its registration',
      division: otherStreet,
      rows: sheet('社区社会组织', [
        organization('登记慈善会', otherStreet, '2021-06-01', { ...charity, 管理层级: '登记', 登记日期: '2022-03-02', 法人类型: '社会服务机构' }),
      ]),
      expect: [
        ['2022-03-01', 0, inOther, null, 'shown'],
        ['2022-03-02', inOther, inOther, null, 'shown'],
      ],
    },
  ];
}

/** HN-Q07 has parts only; its cases give hub charities and brand projects run by charities. */
export interface PartsCase {
  division: string;
  rows: HandCase['rows'];
  expect: [asOf: string, hubCharities: number, brandProjects: number][];
}

export function hainanPartsCase(territory: Territory): PartsCase {
  const communities = territory.units('community', '460106000000').map((unit) => unit.code);
  const [one = '', other = ''] = communities;
  const elsewhere = territory.units('community', '460107000000')[0]?.code ?? '';
  const charity = { 是否慈善组织: '是', 管理层级: '备案', 备案日期: '2022-03-01', 是否枢纽型: '是' };
  return {
    division: '460106000000',
    rows: {
      社区社会组织: [
        organization('慈善枢纽', one, '2022-01-01', charity),
        organization('后来的枢纽', other, '2022-01-01', { ...charity, 枢纽型认定日期: '2022-06-01' }),
        organization('不是慈善', other, '2022-01-01', { ...charity, 是否慈善组织: '否' }),
      ],
      认定: [
        designation('品牌项目', '项目一', other, '2022-02-01', { 所属组织名称: '慈善枢纽' }),
        designation('品牌项目', '项目一', other, '2022-05-01', { 所属组织名称: '慈善枢纽' }),
        designation('品牌项目', '项目二', one, '2022-02-01', { 所属组织名称: '不是慈善' }),
        designation('品牌项目', '项目三', elsewhere, '2022-02-01', { 所属组织名称: '慈善枢纽' }),
        designation('品牌项目', '项目四', one, '2022-07-01', { 所属组织名称: '后来的枢纽' }),
      ],
    },
    expect: [
      ['2022-02-28', 0, 0],
      ['2022-03-01', 1, 1],
      ['2022-05-31', 1, 1],
      ['2022-06-01', 2, 1],
      ['2022-07-01', 2, 2],
    ],
  };
}

export function hainanCases(territory: Territory): HandCase[] {
  return [...talentCases(territory), ...pilotCases, ...charityCases(territory)];
}
