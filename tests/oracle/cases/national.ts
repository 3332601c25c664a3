/** The national plan: MCA-Q01, Q02, Q04. In a workbook of its own, since every training counts. */
import type { Territory } from '../territory.ts';
import { type HandCase, designation, sheet, training } from './case.ts';

const NATION = '000000000000';

export function nationalCases(territory: Territory): HandCase[] {
  const [first = '', ...others] = territory.units('county', NATION).map((unit) => unit.code);
  const all = others.length + 1;
  const [street = ''] = territory.units('township', first).map((unit) => unit.code);
  return [
    {
      target: 'MCA-Q01',
      says: 'person-times add up over all hosts and audiences; 2,449,999 is one too few; what came before 2021 does not count',
      division: NATION,
      rows: sheet('培训', [
        training('上一年', '440100000000', '市', '2020-12-31', 500),
        training('第一天', '440100000000', '市', '2021-01-01', 2_000_000, '从业人员'),
        training('社区办的', territory.units('community', first)[0]?.code ?? '', '社区', '2022-01-01', 449_000, '志愿者'),
        training('层级不符', first, '街道', '2022-01-02', 999),
        training('最后一人', first, '区', '2023-10-10', 1),
        training('又一人', first, '区', '2023-10-11', 1),
      ]),
      expect: [
        ['2020-12-31', 0, null, null, 'notStarted'],
        ['2021-01-01', 2_000_000, null, false, 'atRisk'],
        ['2023-10-09', 2_449_999, null, false, 'atRisk'],
        ['2023-10-10', 2_450_000, null, true, 'met'],
        ['2023-10-11', 2_450_001, null, true, 'met'],
      ],
    },
    {
      target: 'MCA-Q01',
      says: 'below the nation the sum is a contribution without threshold',
      division: first,
      rows: {},
      expect: [['2023-10-09', 449_999, null, null, 'shown']],
    },
    {
      target: 'MCA-Q02',
      says: 'every county but one, then the last one by a street; what came before 2021, nobody there and other audiences do not count',
      division: NATION,
      rows: sheet('培训', [
        training('骨干班', first, '区', '2020-12-31', 20, '骨干'),
        training('没人来', first, '区', '2024-01-05', 0, '骨干'),
        training('志愿者班', first, '区', '2024-01-05', 20, '志愿者'),
        ...others.map((code) => training('骨干班', code, '区', '2024-01-05', 20, '志愿者、骨干')),
        training('骨干班', street, '街道', '2024-01-06', 1, '骨干'),
      ]),
      expect: [
        ['2023-12-30', 0, all, false, 'atRisk'],
        ['2024-01-04', 0, all, false, 'missed'],
        ['2024-01-05', all - 1, all, false, 'missed'],
        ['2024-01-06', all, all, true, 'met'],
      ],
    },
    {
      target: 'MCA-Q04',
      says: 'rural pilots in force, each object once',
      division: NATION,
      rows: sheet('认定', [
        designation('农村试点', '试点村', street, '2022-06-01', { 失效日期: '2023-06-01' }),
        designation('农村试点', '试点村', street, '2022-07-01', { 失效日期: '2023-07-01' }),
        designation('农村试点', '另一村', street, '2022-07-01'),
        designation('示范点', '试点村', street, '2022-07-01'),
      ]),
      expect: [
        ['2020-12-31', 0, null, null, 'notStarted'],
        ['2022-05-31', 0, null, null, 'shown'],
        ['2022-06-01', 1, null, null, 'shown'],
        ['2022-07-01', 2, null, null, 'shown'],
        ['2023-06-30', 2, null, null, 'shown'],
        ['2023-07-01', 1, null, null, 'shown'],
      ],
    },
  ];
}
