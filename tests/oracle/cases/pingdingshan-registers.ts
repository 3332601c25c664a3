/** 平顶山: averages, shares and counts over states (PDS-Q01 … Q07, Q09 … Q15). */
import type { Territory } from '../territory.ts';
import { type HandCase, designation, organization, platform, sheet, times } from './case.ts';

const CITY = '410400000000';

/** The first township with exactly so many counted communities of the kind. */
function townshipWith(territory: Territory, kind: 'urban' | 'rural', count: number) {
  const township = territory.units('township', CITY).find((unit) => territory.communities(kind, unit.code).length === count);
  if (!township) throw new Error(`no township with ${count} ${kind} communities`);
  return { code: township.code, communities: territory.communities(kind, township.code).map((unit) => unit.code) };
}

function averages(territory: Territory): HandCase[] {
  const urban = townshipWith(territory, 'urban', 2);
  const rural = townshipWith(territory, 'rural', 3);
  const [urbanHome = '', otherUrban = ''] = urban.communities;
  const [ruralHome = ''] = rural.communities;
  return [
    {
      target: 'PDS-Q01',
      says: 'groups per urban community: 19, 20, 21 groups in 2 communities, then one ends; a group of the whole street is in no average',
      division: urban.code,
      rows: sheet('社区社会组织', [
        ...times(12, (index) => organization(`城${index}`, urbanHome, '2022-01-01')),
        ...times(7, (index) => organization(`城${index}`, otherUrban, '2022-01-01')),
        organization('街道队', urban.code, '2022-01-01'),
        organization('第二十', otherUrban, '2023-10-10', { 终止日期: '2024-02-02', 终止原因: '撤出台账' }),
        organization('第二十一', otherUrban, '2023-10-11', { 终止日期: '2024-02-01', 终止原因: '撤出台账' }),
      ]),
      expect: [
        ['2021-12-31', 0, 2, false, 'atRisk'],
        ['2022-01-01', 19, 2, false, 'atRisk'],
        ['2023-10-09', 19, 2, false, 'atRisk'],
        ['2023-10-10', 20, 2, true, 'met'],
        ['2023-10-11', 21, 2, true, 'met'],
        ['2024-02-01', 20, 2, true, 'met'],
        ['2024-02-02', 19, 2, false, 'missed'],
      ],
    },
    {
      target: 'PDS-Q02',
      says: 'groups per rural community: 14, 15, 16 groups in 3 communities, and back to 14 after the deadline',
      division: rural.code,
      rows: sheet('社区社会组织', [
        ...times(14, (index) => organization(`村${index}`, ruralHome, '2022-01-01')),
        organization('第十五', ruralHome, '2023-10-10', { 终止日期: '2024-02-01', 终止原因: '撤出台账' }),
        organization('第十六', ruralHome, '2023-10-11', { 终止日期: '2024-02-01', 终止原因: '撤出台账' }),
      ]),
      expect: [
        ['2023-10-09', 14, 3, false, 'atRisk'],
        ['2023-10-10', 15, 3, true, 'met'],
        ['2023-10-11', 16, 3, true, 'met'],
        ['2024-01-31', 16, 3, true, 'met'],
        ['2024-02-01', 14, 3, false, 'missed'],
      ],
    },
  ];
}

function platformsAndModels(territory: Territory): HandCase[] {
  const counties = territory.units('county', CITY).map((unit) => unit.code);
  const [first = '', ...others] = counties;
  const withRural = territory.units('township', '410403000000').filter((unit) => territory.communities('rural', unit.code).length > 0);
  const [firstModel, ...otherModels] = withRural.map((unit) => unit.code);
  return [
    {
      target: 'PDS-Q03',
      says: 'nine of ten counties, then ten, then nine again; a venue does not count, zones are no county',
      division: CITY,
      rows: sheet('支持平台', [
        ...others.map((code) => platform('县级平台', code, '服务中心', '区', '2022-06-01')),
        platform('场所', first, '活动场所', '区', '2022-06-01'),
        platform('高新区平台', '410471000000', '支持平台', '区', '2022-06-01'),
        platform('街道基地', territory.units('township', first)[0]?.code ?? '', '孵化基地', '街道', '2023-10-10', { 停用日期: '2023-12-31' }),
      ]),
      expect: [
        ['2021-07-31', 0, 10, null, 'notStarted'],
        ['2021-08-01', 0, 10, false, 'atRisk'],
        ['2023-10-09', 9, 10, false, 'atRisk'],
        ['2023-10-10', 10, 10, true, 'met'],
        ['2023-12-30', 10, 10, true, 'met'],
        ['2023-12-31', 9, 10, false, 'missed'],
      ],
    },
    {
      target: 'PDS-Q04',
      says: 'every township with a rural community has a model, wherever in the township it is; another kind does not count',
      division: '410403000000',
      rows: sheet('认定', [
        ...otherModels.map((code) => designation('农村典型', '典型', code, '2022-06-01')),
        designation('示范型组织', '示范', firstModel ?? '', '2022-06-01'),
        designation('农村典型', '典型', territory.communities('rural', firstModel ?? '')[0]?.code ?? '', '2023-10-10', { 失效日期: '2024-01-15' }),
      ]),
      expect: [
        ['2023-10-09', withRural.length - 1, withRural.length, false, 'atRisk'],
        ['2023-10-10', withRural.length, withRural.length, true, 'met'],
        ['2024-01-14', withRural.length, withRural.length, true, 'met'],
        ['2024-01-15', withRural.length - 1, withRural.length, false, 'missed'],
      ],
    },
  ];
}

function stationCases(territory: Territory): HandCase[] {
  const townships = territory.units('township', CITY).map((unit) => unit.code);
  // 148 townships: 90 % is 133.2, so 134 are needed
  const early = townships.slice(0, 133);
  const [next = '', last = ''] = townships.slice(133);
  const station = (code: string, since: string) => ({ 名称: '社工站', 乡镇街道代码: code, 启用日期: since });
  const worker = (code: string, name: string, since: string, more = {}) => ({ 社工站名称: '社工站', 乡镇街道代码: code, 姓名: name, 到岗日期: since, ...more });
  const [home = ''] = early;
  return [
    {
      target: 'PDS-Q06',
      says: '133, 134 and 135 of 148 townships with a station (nine tenths is 133.2)',
      division: CITY,
      rows: sheet('社工站', [...early.map((code) => station(code, '2022-06-01')), station(next, '2023-10-10'), station(last, '2023-10-11')]),
      expect: [
        ['2022-05-31', 0, 148, false, 'atRisk'],
        ['2023-10-09', 133, 148, false, 'atRisk'],
        ['2023-10-10', 134, 148, true, 'met'],
        ['2023-10-11', 135, 148, true, 'met'],
      ],
    },
    {
      target: 'PDS-Q07',
      says: 'one worker, the same twice, namesakes by ID number, then two, then one leaves',
      division: home,
      rows: sheet('驻站社工', [
        worker(home, '王一', '2022-07-01'),
        worker(home, '王一', '2022-08-01'),
        worker(home, '李二', '2023-10-10', { 离岗日期: '2024-01-15' }),
        worker(home, '张三', '2023-10-11', { 离岗日期: '2024-01-14' }),
      ]),
      expect: [
        ['2023-10-09', 0, 1, false, 'atRisk'],
        ['2023-10-10', 1, 1, true, 'met'],
        ['2023-10-11', 1, 1, true, 'met'],
        ['2024-01-14', 1, 1, true, 'met'],
        ['2024-01-15', 0, 1, false, 'missed'],
      ],
    },
  ];
}

function counts(territory: Territory): HandCase[] {
  const townships = territory.units('township', CITY).map((unit) => unit.code);
  const place = (index: number) => townships[index] ?? '';
  const brands = (kind: string): HandCase['rows'] =>
    sheet('认定', [
      ...times(9, (index) => designation(kind, `对象${index}`, place(index), '2022-06-01')),
      designation(kind, '对象0', place(0), '2022-09-01'),
      designation(kind, '对象9', place(9), '2023-10-10'),
      designation(kind, '对象0', place(1), '2023-10-11', { 失效日期: '2024-01-15' }),
    ]);
  const brandDays: HandCase['expect'] = [
    ['2022-05-31', 0, null, false, 'atRisk'],
    ['2023-10-09', 9, null, false, 'atRisk'],
    ['2023-10-10', 10, null, true, 'met'],
    ['2023-10-11', 11, null, true, 'met'],
    ['2024-01-15', 10, null, true, 'met'],
  ];
  return [
    {
      target: 'PDS-Q09',
      says: 'nine, ten, eleven brand organizations; one designated twice counts once',
      division: CITY,
      rows: brands('品牌组织'),
      expect: brandDays,
    },
    { target: 'PDS-Q10', says: 'the same of brand projects', division: CITY, rows: brands('品牌项目'), expect: brandDays },
    {
      target: 'PDS-Q13',
      says: '19, 20, 21 observed townships; two points in one township are one',
      division: CITY,
      rows: sheet('认定', [
        ...times(19, (index) => designation('观察点', '观察点', place(index), '2021-09-01')),
        designation('观察点', '又一观察点', place(0), '2021-09-01'),
        designation('观察点', '观察点', place(19), '2021-12-31'),
        designation('观察点', '观察点', place(20), '2022-01-01'),
      ]),
      expect: [
        ['2021-12-30', 19, null, false, 'atRisk'],
        ['2021-12-31', 20, null, true, 'met'],
        ['2022-01-01', 21, null, true, 'met'],
      ],
    },
    {
      target: 'PDS-Q14',
      says: 'nine and ten demonstration townships that are observed; one that is not observed does not count',
      division: CITY,
      rows: sheet('认定', [
        ...times(9, (index) => designation('示范乡镇街道', '示范', place(index), '2022-06-01')),
        designation('示范乡镇街道', '示范', place(40), '2022-06-01'),
        designation('示范乡镇街道', '示范', place(10), '2022-12-31', { 失效日期: '2023-06-01' }),
      ]),
      expect: [
        ['2022-12-30', 9, null, false, 'atRisk'],
        ['2022-12-31', 10, null, true, 'met'],
        ['2023-06-01', 9, null, false, 'missed'],
      ],
    },
  ];
}

function facilities(territory: Territory): HandCase[] {
  const urban = townshipWith(territory, 'urban', 10);
  const rural = townshipWith(territory, 'rural', 5);
  const facility = (name: string, kind: string, home: string, covers: string[], since: string, more = {}) => ({
    名称: name,
    类型: kind,
    所属区划代码: home,
    覆盖社区代码: covers.join('、'),
    启用日期: since,
    ...more,
  });
  const [firstUrban = '', secondUrban = '', ...moreUrban] = urban.communities;
  const [firstRural = '', secondRural = '', thirdRural = '', fourthRural = ''] = rural.communities;
  return [
    {
      target: 'PDS-Q11',
      says: 'eight, nine, ten of ten urban communities; the own community counts too, a rural facility does not',
      division: urban.code,
      rows: sheet('养老设施', [
        facility('第一照料中心', '城市社区老年人日间照料中心', moreUrban[0] ?? '', moreUrban.slice(1), '2022-01-10'),
        facility('不算的设施', '农村养老设施', firstUrban, [secondUrban], '2022-01-10'),
        facility('第二照料中心', '城市社区老年人日间照料中心', firstUrban, [firstUrban], '2022-12-30'),
        facility('第三照料中心', '城市社区老年人日间照料中心', urban.code, [secondUrban, firstUrban], '2022-12-31', { 停用日期: '2023-03-01' }),
      ]),
      expect: [
        ['2022-12-29', 8, 10, false, 'atRisk'],
        ['2022-12-30', 9, 10, true, 'met'],
        ['2022-12-31', 10, 10, true, 'met'],
        ['2023-03-01', 9, 10, true, 'met'],
      ],
    },
    {
      target: 'PDS-Q12',
      says: 'two, three, four of five rural communities (three fifths), and back to two',
      division: rural.code,
      rows: sheet('养老设施', [
        facility('第一幸福院', '农村养老设施', firstRural, [secondRural], '2022-01-10'),
        facility('第二幸福院', '农村养老设施', thirdRural, [thirdRural], '2022-12-31', { 停用日期: '2023-03-01' }),
        facility('第三幸福院', '农村养老设施', fourthRural, [fourthRural], '2023-01-01', { 停用日期: '2023-03-01' }),
      ]),
      expect: [
        ['2022-12-30', 2, 5, false, 'atRisk'],
        ['2022-12-31', 3, 5, true, 'met'],
        ['2023-01-01', 4, 5, true, 'met'],
        ['2023-03-01', 2, 5, false, 'missed'],
      ],
    },
  ];
}

function pairings(): HandCase[] {
  const pairing = (one: string, other: string, since: string, more = {}) => ({ 结对类型: '区域结对', 甲方: one, 乙方: other, 结对日期: since, ...more });
  return [
    {
      target: 'PDS-Q15',
      says: 'a pairing with a zone is none; one with 宝丰 is one; 新华 with 卫东 counts for both',
      division: CITY,
      rows: sheet('结对', [
        pairing('410402000000', '410471000000', '2021-09-01'),
        pairing('410421000000', '410402000000', '2021-12-30', { 结束日期: '2022-02-01' }),
        pairing('410402000000', '410403000000', '2021-12-31', { 结束日期: '2022-03-01' }),
      ]),
      expect: [
        ['2021-12-29', 0, 2, false, 'atRisk'],
        ['2021-12-30', 1, 2, false, 'atRisk'],
        ['2021-12-31', 2, 2, true, 'met'],
        ['2022-02-28', 2, 2, true, 'met'],
        ['2022-03-01', 0, 2, false, 'missed'],
      ],
    },
  ];
}

export function pingdingshanRegisterCases(territory: Territory): HandCase[] {
  return [...averages(territory), ...platformsAndModels(territory), ...stationCases(territory), ...counts(territory), ...facilities(territory), ...pairings()];
}
