/** 平顶山 2021—2023: PDS-Q01 … PDS-Q21, one function per target. */
import { type Figure, type Line, type Question, countFigure, lineFigure, milestoneFigure, shareOfRecords, shareOfUnits, subjectsInside } from './figure.ts';
import { acceptedHandIn, designatedObject, designations, handInPeriods, organizations, person, statesInForce, trainingsOfOffice, yearOf } from './registers.ts';
import type { TargetRule } from './target-rule.ts';
import { type Row, list, rowsOf, text } from './workbook-rows.ts';

const CITY = '410400000000';
const SINCE = '2021-08-01';
const YEARS = [2021, 2022, 2023];
const QUARTERS = ['2021Q3', '2021Q4', '2022Q1', '2022Q2', '2022Q3', '2022Q4', '2023Q1', '2023Q2', '2023Q3', '2023Q4'];
const QUARTER_END = ['03-31', '06-30', '09-30', '12-31'];
const THEMES = ['邻里守望', '共建共治共享', '共创平安', '文化铸魂'];

function averagePerCommunity(question: Question, kind: 'urban' | 'rural', listBelow: number): Figure {
  const { territory } = question;
  const communities = territory.communities(kind, question.division);
  const groups = subjectsInside(territory, organizations(question, 'ledgered'), (row) => text(row, '所属区划代码'));
  const numerator = communities.reduce((sum, community) => sum + groups(community.code), 0);
  const failing = communities.filter((community) => groups(community.code) < listBelow).map((community) => community.code);
  const value = communities.length === 0 ? null : numerator / communities.length;
  return { value, numerator, denominator: communities.length, failingCount: failing.length, failing };
}

function supportPlatforms(question: Question): Figure {
  const kinds = ['支持平台', '孵化基地', '服务中心', '联合会'];
  const platforms = statesInForce(question, '支持平台', '启用日期', '停用日期').filter((row) => kinds.includes(text(row, '类型')));
  const inside = subjectsInside(question.territory, platforms, (row) => text(row, '所属区划代码'));
  return shareOfUnits(question.territory.units('county', question.division), (code) => inside(code) >= 1);
}

function ruralModels(question: Question): Figure {
  const { territory } = question;
  const townships = territory.units('township', question.division).filter((unit) => territory.communities('rural', unit.code).length > 0);
  const inside = subjectsInside(territory, designations(question, '农村典型'), (row) => text(row, '对象区划代码'));
  return shareOfUnits(townships, (code) => inside(code) >= 1);
}

function yearlyTraining(question: Question): Figure {
  const { territory } = question;
  const offices = [...territory.units('city', question.division), ...territory.units('county', question.division)].filter((unit) =>
    territory.isInside(unit.code, CITY),
  );
  return lineFigure(
    offices.flatMap((unit) =>
      YEARS.map((year) => ({ unit: unit.code, due: `${year}-12-31`, fulfilled: trainingsOfOffice(question, SINCE, unit.code, year).length >= 1 })),
    ),
    question.asOf,
  );
}

function stations(question: Question): Row[] {
  return statesInForce(question, '社工站', '启用日期', '停用日期');
}

function stationCover(question: Question): Figure {
  const inside = subjectsInside(question.territory, stations(question), (row) => text(row, '乡镇街道代码'));
  return shareOfUnits(question.territory.units('township', question.division), (code) => inside(code) >= 1);
}

function staffedStations(question: Question): Figure {
  const { territory } = question;
  const staff = statesInForce(question, '驻站社工', '到岗日期', '离岗日期');
  const here = stations(question).filter((row) => territory.isInside(text(row, '乡镇街道代码'), question.division));
  return shareOfRecords(
    here.map((station) => {
      const place = territory.recorded(text(station, '乡镇街道代码'));
      const people = staff.filter((row) => text(row, '社工站名称') === text(station, '名称') && territory.recorded(text(row, '乡镇街道代码')) === place);
      return { home: territory.at(place).code, fulfilled: new Set(people.map(person)).size >= 2 };
    }),
  );
}

/** One line per counted county and year, due on the last day of the year. */
function countyYears(question: Question, isFulfilled: (unit: string, year: number) => boolean, dueOn = '12-31'): Figure {
  const lines: Line[] = [];
  for (const unit of question.territory.units('county', question.division)) {
    for (const year of YEARS) lines.push({ unit: unit.code, due: `${year}-${dueOn}`, fulfilled: isFulfilled(unit.code, year) });
  }
  return lineFigure(lines, question.asOf);
}

function yearlySelection(question: Question): Figure {
  const rounds = rowsOf(question.book, '评选').filter((row) => text(row, '评选类型') === '优质项目');
  return countyYears(question, (unit, year) =>
    rounds.some((row) => {
      const day = text(row, '完成日期');
      const held = day >= SINCE && day <= question.asOf && yearOf(day) === year && Number(text(row, '年度')) === year;
      return held && question.territory.sameDivision(text(row, '主办单位区划代码'), unit);
    }),
  );
}

function countDesignated(question: Question, kind: string): Figure {
  const rows = designations(question, kind);
  return countFigure(
    subjectsInside(
      question.territory,
      rows,
      (row) => text(row, '对象区划代码'),
      (row) => designatedObject(question, row),
    )(question.division),
  );
}

function facilityCover(question: Question, kind: 'urban' | 'rural', facility: string): Figure {
  const covered = new Set<string>();
  for (const row of statesInForce(question, '养老设施', '启用日期', '停用日期').filter((each) => text(each, '类型') === facility)) {
    for (const code of [text(row, '所属区划代码'), ...list(row, '覆盖社区代码')]) covered.add(question.territory.at(code).code);
  }
  return shareOfUnits(question.territory.communities(kind, question.division), (code) => covered.has(code));
}

/** Townships, inside the division, that hold a designation of the kind in force. */
function designatedTownships(question: Question, kind: string): Set<string> {
  const codes = new Set<string>();
  for (const row of designations(question, kind)) {
    const township = question.territory.around(text(row, '对象区划代码'), 'township');
    if (township && question.territory.isInside(township.code, question.division)) codes.add(township.code);
  }
  return codes;
}

function demonstrationTownships(question: Question): Figure {
  const observed = designatedTownships(question, '观察点');
  return countFigure([...designatedTownships(question, '示范乡镇街道')].filter((code) => observed.has(code)).length);
}

function regionPairings(question: Question): Figure {
  const { territory } = question;
  const pairings = statesInForce(question, '结对', '结对日期', '结束日期').filter((row) => text(row, '结对类型') === '区域结对');
  const partners = territory.units('county', CITY).map((unit) => unit.code);
  const named = territory.units('county', question.division).filter((unit) => ['410402000000', '410403000000'].includes(unit.code));
  return shareOfUnits(named, (code) =>
    pairings.some((row) => {
      const sides = [territory.at(text(row, '甲方')).code, territory.at(text(row, '乙方')).code];
      return sides.includes(code) && sides.some((side) => side !== code && partners.includes(side));
    }),
  );
}

function quarterlySummaries(question: Question): Figure {
  const lines: Line[] = [];
  for (const unit of question.territory.units('county', question.division)) {
    for (const quarter of QUARTERS) {
      const due = `${quarter.slice(0, 4)}-${QUARTER_END[Number(quarter.slice(5)) - 1]}`;
      lines.push({ unit: unit.code, due, fulfilled: acceptedHandIn(question, '季度总结', unit.code, quarter, SINCE) !== undefined });
    }
  }
  return lineFigure(lines, question.asOf);
}

function annualReports(question: Question): Figure {
  const onTime = (unit: string, year: number) => {
    const row = acceptedHandIn(question, '年度报告', unit, String(year), SINCE);
    return row !== undefined && text(row, '报送日期') <= `${year}-12-30`;
  };
  return countyYears(question, onTime, '12-30');
}

function activityPlans(question: Question): Figure {
  return countyYears(question, (unit, year) => {
    const row = acceptedHandIn(question, '年度活动计划', unit, String(year), SINCE);
    return row !== undefined && THEMES.every((theme) => list(row, '涵盖主题').includes(theme));
  });
}

function themeActivities(question: Question): Figure {
  const { territory } = question;
  const lines: Line[] = [];
  for (const theme of THEMES) {
    for (const year of YEARS) {
      const held = rowsOf(question.book, '活动').filter((row) => {
        const day = text(row, '开始日期');
        return text(row, '主题') === theme && day >= SINCE && day <= question.asOf && yearOf(day) === year;
      });
      const inside = subjectsInside(territory, held, (row) => text(row, '举办区划代码'));
      for (const unit of territory.units('county', question.division)) {
        lines.push({ unit: unit.code, due: `${year}-12-31`, fulfilled: inside(unit.code) >= 1 });
      }
    }
  }
  return lineFigure(lines, question.asOf);
}

function baselineCensus(question: Question): Figure {
  return shareOfUnits(question.territory.units('county', question.division), (code) =>
    handInPeriods(question, '基线摸底', code).some((period) => acceptedHandIn(question, '基线摸底', code, period, SINCE) !== undefined),
  );
}

const END = '2023-12-31';

export const PINGDINGSHAN: TargetRule[] = [
  { id: 'PDS-Q01', figure: (question) => averagePerCommunity(question, 'urban', 10), threshold: 10, deadline: END, shape: 'average' },
  { id: 'PDS-Q02', figure: (question) => averagePerCommunity(question, 'rural', 5), threshold: 5, deadline: END, shape: 'average' },
  { id: 'PDS-Q03', figure: supportPlatforms, threshold: 1, deadline: END, shape: 'share' },
  { id: 'PDS-Q04', figure: ruralModels, threshold: 1, deadline: END, shape: 'share' },
  { id: 'PDS-Q05', figure: yearlyTraining, threshold: 1, deadline: END, shape: 'lines' },
  { id: 'PDS-Q06', figure: stationCover, threshold: 0.9, deadline: END, shape: 'share' },
  { id: 'PDS-Q07', figure: staffedStations, threshold: 1, deadline: END, shape: 'share' },
  { id: 'PDS-Q08', figure: yearlySelection, threshold: 1, deadline: END, shape: 'lines' },
  { id: 'PDS-Q09', figure: (question) => countDesignated(question, '品牌组织'), threshold: 10, deadline: END, shape: 'count', onlyOwn: true },
  { id: 'PDS-Q10', figure: (question) => countDesignated(question, '品牌项目'), threshold: 10, deadline: END, shape: 'count', onlyOwn: true },
  {
    id: 'PDS-Q11',
    figure: (question) => facilityCover(question, 'urban', '城市社区老年人日间照料中心'),
    threshold: 0.9,
    deadline: '2022-12-31',
    shape: 'share',
  },
  { id: 'PDS-Q12', figure: (question) => facilityCover(question, 'rural', '农村养老设施'), threshold: 0.6, deadline: '2022-12-31', shape: 'share' },
  {
    id: 'PDS-Q13',
    figure: (question) => countFigure(designatedTownships(question, '观察点').size),
    threshold: 20,
    deadline: '2021-12-31',
    shape: 'count',
    onlyOwn: true,
  },
  { id: 'PDS-Q14', figure: demonstrationTownships, threshold: 10, deadline: '2022-12-31', shape: 'count', onlyOwn: true },
  { id: 'PDS-Q15', figure: regionPairings, threshold: 1, deadline: '2021-12-31', shape: 'share' },
  { id: 'PDS-Q16', figure: quarterlySummaries, threshold: 1, deadline: END, shape: 'lines' },
  { id: 'PDS-Q17', figure: annualReports, threshold: 1, deadline: '2023-12-30', shape: 'lines' },
  { id: 'PDS-Q18', figure: activityPlans, threshold: 1, deadline: END, shape: 'lines' },
  { id: 'PDS-Q19', figure: themeActivities, threshold: 1, deadline: END, shape: 'lines' },
  { id: 'PDS-Q20', figure: baselineCensus, threshold: 1, deadline: '2021-12-31', shape: 'share' },
  { id: 'PDS-Q21', figure: milestoneFigure, threshold: null, deadline: END, shape: 'milestone' },
];
