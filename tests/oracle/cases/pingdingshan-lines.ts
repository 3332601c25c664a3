/** 平顶山: recurring duties (PDS-Q05, Q08, Q16 … Q20), asked county by county so that each counts by itself. */
import { type HandCase, handIn, sheet, training } from './case.ts';

const THEMES = '邻里守望、共建共治共享、共创平安、文化铸魂';

const trainingCases: HandCase[] = [
  {
    target: 'PDS-Q05',
    says: 'yearly training: before the campaign, without participants or by a street it counts for nothing',
    division: '410402000000',
    rows: sheet('培训', [
      training('太早', '410402000000', '区', '2021-07-31', 30),
      training('没人来', '410402000000', '区', '2022-05-01', 0),
      training('街道办的', '410402001000', '街道', '2022-05-02', 30),
      training('层级不符', '410402000000', '市', '2022-05-03', 30),
      training('第三年', '410402000000', '区', '2023-12-31', 1),
    ]),
    expect: [
      ['2021-12-30', 0, 0, null, 'noData'],
      ['2021-12-31', 0, 1, false, 'atRisk'],
      ['2022-12-31', 0, 2, false, 'atRisk'],
      ['2023-12-30', 0, 2, false, 'atRisk'],
      ['2023-12-31', 1, 3, false, 'missed'],
    ],
  },
  {
    target: 'PDS-Q05',
    says: 'yearly training held in all three years, the first on the first day of the campaign',
    division: '410403000000',
    rows: sheet('培训', [
      training('一', '410403000000', '区', '2021-08-01', 30),
      training('二', '410403000000', '区', '2022-12-31', 30),
      training('三', '410403000000', '区', '2023-01-01', 30),
    ]),
    expect: [
      ['2021-12-31', 1, 1, true, 'met'],
      ['2022-12-30', 1, 1, true, 'met'],
      ['2022-12-31', 2, 2, true, 'met'],
      ['2024-01-01', 3, 3, true, 'met'],
    ],
  },
];

const round = (unit: string, year: number, day: string, kind = '优质项目') => ({
  评选名称: `${year}年评选`,
  评选类型: kind,
  主办单位区划代码: unit,
  年度: year,
  完成日期: day,
});
const selectionCases: HandCase[] = [
  {
    target: 'PDS-Q08',
    says: 'a round counts in its year, completed in that year, by the county itself',
    division: '410421000000',
    rows: sheet('评选', [
      round('410421000000', 2021, '2021-11-01'),
      round('410421000000', 2022, '2023-01-05'),
      round('410421000000', 2023, '2023-12-31', '品牌项目'),
    ]),
    expect: [
      ['2021-12-30', 0, 0, null, 'noData'],
      ['2021-12-31', 1, 1, true, 'met'],
      ['2022-12-31', 1, 2, false, 'atRisk'],
      ['2023-12-31', 1, 3, false, 'missed'],
    ],
  },
];

const summaryCases: HandCase[] = [
  {
    target: 'PDS-Q16',
    says: 'quarterly summary: late is accepted, returned is not, the latest decides',
    division: '410422000000',
    rows: sheet('报送记录', [
      handIn('季度总结', '410422000000', '2021Q3', '2021-09-30'),
      handIn('季度总结', '410422000000', '2021Q4', '2021-12-31', '退回'),
      handIn('季度总结', '410422000000', '2021Q4', '2022-01-10'),
      handIn('季度总结', '410422000000', '2022Q1', '2022-03-31'),
      handIn('季度总结', '410422000000', '2022Q1', '2022-04-20', '退回'),
    ]),
    expect: [
      ['2021-09-29', 0, 0, null, 'noData'],
      ['2021-09-30', 1, 1, true, 'met'],
      ['2021-12-31', 1, 2, false, 'atRisk'],
      ['2022-01-09', 1, 2, false, 'atRisk'],
      ['2022-01-10', 2, 2, true, 'met'],
      ['2022-03-31', 3, 3, true, 'met'],
      ['2022-04-20', 2, 3, false, 'atRisk'],
      ['2023-12-30', 2, 9, false, 'atRisk'],
      ['2023-12-31', 2, 10, false, 'missed'],
    ],
  },
  {
    target: 'PDS-Q17',
    says: 'annual report: on the 30th in time, on the 31st late for ever; a late acceptance after a return is late',
    division: '410423000000',
    rows: sheet('报送记录', [
      handIn('年度报告', '410423000000', '2021', '2021-12-30'),
      handIn('年度报告', '410423000000', '2022', '2022-12-31'),
      handIn('年度报告', '410423000000', '2023', '2023-12-20', '退回'),
      handIn('年度报告', '410423000000', '2023', '2023-12-30'),
    ]),
    expect: [
      ['2021-12-29', 0, 0, null, 'noData'],
      ['2021-12-30', 1, 1, true, 'met'],
      ['2022-12-30', 1, 2, false, 'atRisk'],
      ['2023-01-31', 1, 2, false, 'atRisk'],
      ['2023-12-29', 1, 2, false, 'atRisk'],
      ['2023-12-30', 2, 3, false, 'missed'],
    ],
  },
  {
    target: 'PDS-Q18',
    says: 'activity plan: three themes are not four; the later plan with all four decides',
    division: '410425000000',
    rows: sheet('报送记录', [
      handIn('年度活动计划', '410425000000', '2021', '2021-10-01', '已接收', { 涵盖主题: '邻里守望、共建共治共享、共创平安' }),
      handIn('年度活动计划', '410425000000', '2021', '2022-01-01', '已接收', { 涵盖主题: THEMES }),
      handIn('年度活动计划', '410425000000', '2022', '2022-02-01', '已接收', { 涵盖主题: `${THEMES}、特色社区` }),
    ]),
    expect: [
      ['2021-12-31', 0, 1, false, 'atRisk'],
      ['2022-01-01', 1, 1, true, 'met'],
      ['2022-12-31', 2, 2, true, 'met'],
      ['2023-12-31', 2, 3, false, 'missed'],
    ],
  },
  {
    target: 'PDS-Q20',
    says: 'a census handed in before the campaign does not count, one for whatever period does',
    division: '410481000000',
    rows: sheet('报送记录', [
      handIn('基线摸底', '410481000000', '2021', '2021-07-31'),
      handIn('基线摸底', '410481000000', '2022', '2021-12-31'),
      handIn('基线摸底', '410481000000', '2022', '2022-02-01', '退回'),
    ]),
    expect: [
      ['2021-12-30', 0, 1, false, 'atRisk'],
      ['2021-12-31', 1, 1, true, 'met'],
      ['2022-01-31', 1, 1, true, 'met'],
      ['2022-02-01', 0, 1, false, 'missed'],
    ],
  },
];

const activity = (theme: string, place: string, day: string) => ({
  名称: `${theme}活动`,
  主题: theme,
  组织名称: '活动队',
  举办区划代码: place,
  开始日期: day,
  参与人次: 40,
});
const activityCases: HandCase[] = [
  {
    target: 'PDS-Q19',
    says: 'four themes a year are four lines; anywhere in the county; the same theme twice is one',
    division: '410404000000',
    rows: sheet('活动', [
      activity('邻里守望', '410404000000', '2021-08-01'),
      activity('邻里守望', '410404000000', '2021-09-01'),
      activity('共建共治共享', '410404001000', '2021-12-30'),
      activity('共创平安', '410404001000', '2021-12-31'),
      activity('文化铸魂', '410404000000', '2021-07-31'),
      activity('其他', '410404000000', '2021-10-01'),
    ]),
    expect: [
      ['2021-12-30', 0, 0, null, 'noData'],
      ['2021-12-31', 3, 4, false, 'atRisk'],
      ['2022-12-31', 3, 8, false, 'atRisk'],
      ['2023-12-31', 3, 12, false, 'missed'],
    ],
  },
];

export const pingdingshanLineCases: HandCase[] = [...trainingCases, ...selectionCases, ...summaryCases, ...activityCases];
