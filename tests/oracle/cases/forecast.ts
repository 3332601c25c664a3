/** Forecasts worked out by hand: one more every 30 days is mean 1, deviation 0. In a workbook of its own. */
import type { Territory } from '../territory.ts';
import { type HandCase, designation, platform, sheet } from './case.ts';

const CITY = '410400000000';

export function forecastCases(territory: Territory): HandCase[] {
  const townships = territory.units('township', CITY).map((unit) => unit.code);
  const counties = territory.units('county', CITY).map((unit) => unit.code);
  const brandDays = ['2023-04-05', '2023-05-05', '2023-06-04', '2023-07-04', '2023-08-03', '2023-09-02'];
  const platformDays = ['2023-03-06', '2023-04-05', '2023-05-05', '2023-06-04', '2023-07-04', '2023-08-03'];
  return [
    {
      target: 'PDS-Q09',
      says: 'six brands, one each window, 120 days left: the low end is 6 + 4 = 10, just enough; a day later it is 9.97',
      division: CITY,
      rows: sheet(
        '认定',
        brandDays.map((day, index) => designation('品牌组织', `品牌${index}`, townships[index] ?? '', day)),
      ),
      expect: [
        ['2023-09-01', 5, null, false, 'atRisk'],
        ['2023-09-02', 6, null, false, 'onTrack'],
        ['2023-09-03', 6, null, false, 'atRisk'],
      ],
    },
    {
      target: 'PDS-Q03',
      says: 'six of ten counties, one each window, 150 days left: the low end is 1.1, clipped at 1',
      division: CITY,
      rows: sheet(
        '支持平台',
        platformDays.map((day, index) => platform('平台', counties[index] ?? '', '支持平台', '区', day)),
      ),
      expect: [
        ['2023-08-02', 5, 10, false, 'atRisk'],
        ['2023-08-03', 6, 10, false, 'onTrack'],
        ['2023-12-31', 6, 10, false, 'missed'],
      ],
    },
  ];
}
