/** 广州: GZ-Q01 … GZ-Q10. */
import type { Territory } from '../territory.ts';
import { type HandCase, designation, organization, platform, sheet, times, training } from './case.ts';

const CITY = '440100000000';
const BAIYUN = '440111000000';

function placesAndHubs(territory: Territory): HandCase[] {
  const districts = territory.units('county', CITY).map((unit) => unit.code);
  const townships = territory.units('township', CITY).map((unit) => unit.code);
  // 176 streets and towns: four fifths is 140.8, so 141 are needed
  const early = townships.slice(0, 140);
  const [next = '', last = ''] = townships.slice(140);
  const community = territory.units('community', next)[0]?.code ?? '';
  const hub = { 是否枢纽型: '是' };
  return [
    {
      target: 'GZ-Q01',
      says: 'five, six, seven of eleven districts; a support platform or a street venue does not count',
      division: CITY,
      rows: sheet('支持平台', [
        ...districts.slice(0, 4).map((code) => platform('孵化基地', code, '孵化基地', '区', '2021-10-01')),
        platform('活动场所', territory.units('township', districts[4] ?? '')[0]?.code ?? '', '活动场所', '区', '2021-10-01'),
        platform('平台', districts[5] ?? '', '支持平台', '区', '2021-10-01'),
        platform('街道场所', districts[5] ?? '', '活动场所', '街道', '2021-10-01'),
        platform('基地', districts[5] ?? '', '孵化基地', '区', '2021-12-31'),
        platform('基地', districts[6] ?? '', '孵化基地', '区', '2022-01-01'),
      ]),
      expect: [
        ['2021-08-31', 0, 11, null, 'notStarted'],
        ['2021-12-30', 5, 11, false, 'atRisk'],
        ['2021-12-31', 6, 11, true, 'met'],
        ['2022-01-01', 7, 11, true, 'met'],
      ],
    },
    {
      target: 'GZ-Q02',
      says: '140, 141, 142 of 176 townships with a hub (four fifths is 140.8); ledgered ones count, from their recognition on',
      division: CITY,
      rows: sheet('社区社会组织', [
        ...early.map((code) => organization('枢纽', code, '2022-01-01', hub)),
        organization('枢纽', community, '2022-01-01', { ...hub, 枢纽型认定日期: '2023-12-31' }),
        organization('普通', last, '2022-01-01'),
        organization('枢纽', last, '2024-01-01', { ...hub, 枢纽型认定日期: '2023-01-01' }),
      ]),
      expect: [
        ['2023-12-30', 140, 176, false, 'atRisk'],
        ['2023-12-31', 141, 176, true, 'met'],
        ['2024-01-01', 142, 176, true, 'met'],
      ],
    },
    {
      target: 'GZ-Q05',
      says: 'a hub without, with one, without a worker',
      division: next,
      rows: sheet('组织社工', [
        { 组织名称: '枢纽', 所属区划代码: community, 姓名: '王一', 用工形式: '兼职', 起始日期: '2024-02-01', 结束日期: '2024-03-01' },
        { 组织名称: '枢纽', 所属区划代码: community, 姓名: '李二', 用工形式: '专职', 起始日期: '2024-02-02', 结束日期: '2024-03-02' },
      ]),
      expect: [
        ['2023-12-30', 0, 0, null, 'noData'],
        ['2023-12-31', 0, 1, false, 'missed'],
        ['2024-02-01', 1, 1, true, 'met'],
        ['2024-03-01', 1, 1, true, 'met'],
        ['2024-03-02', 0, 1, false, 'missed'],
      ],
    },
  ];
}

const pilotCases: HandCase[] = [
  {
    target: 'GZ-Q03',
    says: 'four, then five of the five named districts; another district does not help',
    division: CITY,
    rows: sheet('认定', [
      designation('农村试点', '试点', '440112000000', '2022-06-01'),
      designation('农村试点', '试点', '440114000000', '2022-06-01'),
      designation('农村试点', '试点', '440115000000', '2022-06-01'),
      designation('农村试点', '试点', '440117000000', '2022-06-01'),
      designation('农村试点', '试点', BAIYUN, '2022-06-01'),
      designation('农村试点', '试点', '440118000000', '2023-12-31'),
    ]),
    expect: [
      ['2023-12-30', 4, 5, false, 'atRisk'],
      ['2023-12-31', 5, 5, true, 'met'],
    ],
  },
  {
    target: 'GZ-Q10',
    says: 'pilot units in 白云区, none elsewhere',
    division: CITY,
    rows: sheet('认定', [
      designation('全省示范点试点单位', '试点单位', '440112000000', '2021-10-01'),
      designation('全省示范点试点单位', '试点单位', BAIYUN, '2021-12-31', { 失效日期: '2022-03-01' }),
      designation('全省示范点试点单位', '又一单位', BAIYUN, '2022-01-01', { 失效日期: '2022-03-01' }),
    ]),
    expect: [
      ['2021-12-30', 0, null, false, 'atRisk'],
      ['2021-12-31', 1, null, true, 'met'],
      ['2022-01-01', 2, null, true, 'met'],
      ['2022-03-01', 0, null, false, 'missed'],
    ],
  },
  { target: 'GZ-Q10', says: 'the threshold is the city’s own', division: BAIYUN, rows: {}, expect: [['2022-01-01', 2, null, null, 'shown']] },
];

const trainingCases: HandCase[] = [
  {
    target: 'GZ-Q04',
    says: 'a training each year from September 2021; the city’s own office is not a district',
    division: '440103000000',
    rows: sheet('培训', [
      training('太早', '440103000000', '区', '2021-08-31', 30),
      training('市里的', CITY, '市', '2021-10-01', 30),
      training('第二年', '440103000000', '区', '2022-01-01', 30),
      training('第三年', '440103000000', '区', '2023-12-31', 30),
    ]),
    expect: [
      ['2021-12-30', 0, 0, null, 'noData'],
      ['2021-12-31', 0, 1, false, 'atRisk'],
      ['2022-12-31', 1, 2, false, 'atRisk'],
      ['2023-12-31', 2, 3, false, 'missed'],
    ],
  },
  {
    target: 'GZ-Q06',
    says: 'a backbone training by any office of the district',
    division: '440104000000',
    rows: sheet('培训', [
      training('骨干班', '440104001000', '街道', '2021-08-31', 30, '骨干'),
      training('没人来', '440104001000', '街道', '2022-01-01', 0, '骨干'),
      training('骨干班', '440104001000', '街道', '2023-12-31', 30, '志愿者、骨干'),
    ]),
    expect: [
      ['2023-12-30', 0, 1, false, 'atRisk'],
      ['2023-12-31', 1, 1, true, 'met'],
    ],
  },
];

function brandsAndSites(territory: Territory): HandCase[] {
  const place = (district: string, index: number) => territory.units('township', district)[index]?.code ?? '';
  const three = (kind: string, district: string): HandCase['rows'] =>
    sheet('认定', [
      ...times(2, (index) => designation(kind, `对象${index}`, place(district, index), '2022-06-01')),
      designation(kind, '对象0', place(district, 0), '2022-09-01'),
      designation(kind, '对象2', district, '2023-10-10', { 失效日期: '2024-02-01' }),
      designation(kind, '对象3', district, '2023-10-11', { 失效日期: '2024-02-01' }),
    ]);
  const days: HandCase['expect'] = [
    ['2023-10-09', 0, 1, false, 'atRisk'],
    ['2023-10-10', 1, 1, true, 'met'],
    ['2023-10-11', 1, 1, true, 'met'],
    ['2024-02-01', 0, 1, false, 'missed'],
  ];
  return [
    { target: 'GZ-Q07', says: 'two, three, four brand organizations', division: '440105000000', rows: three('品牌组织', '440105000000'), expect: days },
    { target: 'GZ-Q08', says: 'two, three, four brand projects', division: '440106000000', rows: three('品牌项目', '440106000000'), expect: days },
    {
      target: 'GZ-Q09',
      says: 'a site a year: ended later it still counts, designated again it does not',
      division: '440113000000',
      rows: sheet('认定', [
        designation('示范点', '示范点甲', '440113000000', '2022-05-01', { 失效日期: '2022-06-01' }),
        designation('示范点', '示范点甲', '440113000000', '2023-05-01'),
      ]),
      expect: [
        ['2022-12-30', 0, 0, null, 'noData'],
        ['2022-12-31', 1, 1, true, 'met'],
        ['2023-12-30', 1, 1, true, 'met'],
        ['2023-12-31', 1, 2, false, 'missed'],
      ],
    },
  ];
}

export function guangzhouCases(territory: Territory): HandCase[] {
  return [...placesAndHubs(territory), ...pilotCases, ...trainingCases, ...brandsAndSites(territory)];
}
