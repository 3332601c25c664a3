/** 海南 2021-2023: HN-Q01 … HN-Q08. Only filed and registered organizations count. */
import { type Figure, type Question, countFigure, milestoneFigure, shareOfUnits, subjectsInside } from './figure.ts';
import { charities, designatedObject, designations, handInPeriods, decidingHandIn, hubs, person, statesInForce } from './registers.ts';
import type { TargetRule } from './target-rule.ts';
import { isYes, rowsOf, text } from './workbook-rows.ts';

const END = '2023-12-31';
const PILOTS = ['460100000000', '460200000000'];

function talents(question: Question, kind: 'urban' | 'rural', atLeast: number): Figure {
  const rows = statesInForce(question, '社会工作人才', '起始日期', '结束日期');
  const inside = subjectsInside(question.territory, rows, (row) => text(row, '所属社区代码'), person);
  return shareOfUnits(question.territory.communities(kind, question.division), (code) => inside(code) >= atLeast);
}

function pilotCities(question: Question) {
  return question.territory.units('city', question.division).filter((unit) => PILOTS.includes(unit.code));
}

function pilotsDesignated(question: Question): Figure {
  const rows = designations(question, '试点市县');
  return shareOfUnits(pilotCities(question), (code) => rows.some((row) => question.territory.sameDivision(text(row, '对象区划代码'), code)));
}

function pilotsEvaluated(question: Question): Figure {
  return shareOfUnits(pilotCities(question), (code) =>
    handInPeriods(question, '试点评估', code).some((period) => {
      const row = decidingHandIn(question, '试点评估', code, period);
      return row !== undefined && text(row, '状态') === '已接收';
    }),
  );
}

function extensions(question: Question): Figure {
  const rows = rowsOf(question.book, '经验推广').filter((row) => text(row, '推广日期') <= question.asOf);
  const reached = question.territory
    .units('county', question.division)
    .filter((unit) => rows.some((row) => question.territory.sameDivision(text(row, '推广至区划代码'), unit.code)));
  return countFigure(reached.length);
}

/** A charity covers its home community, or all communities of its street when homed at a street code. */
function charityCover(question: Question): Figure {
  const homes = new Set(charities(question, 'filed').map((row) => question.territory.at(text(row, '所属区划代码')).code));
  return shareOfUnits(question.territory.units('community', question.division), (code) => {
    const township = question.territory.around(code, 'township');
    return homes.has(code) || (township !== undefined && homes.has(township.code));
  });
}

function charityParts(question: Question): Figure {
  const { territory } = question;
  const isHere = (code: string) => territory.isInside(code, question.division);
  const hubCharities = hubs(question, 'filed').filter((row) => isYes(row, '是否慈善组织') && isHere(text(row, '所属区划代码')));
  const inForce = charities(question, 'filed');
  const projects = designations(question, '品牌项目').filter((project) => {
    const county = territory.around(text(project, '对象区划代码'), 'county')?.code;
    const runBy = inForce.some(
      (row) => text(row, '名称') === text(project, '所属组织名称') && territory.around(text(row, '所属区划代码'), 'county')?.code === county,
    );
    return county !== undefined && runBy && isHere(text(project, '对象区划代码'));
  });
  const parts = [
    { name: '枢纽型慈善组织', value: hubCharities.length },
    { name: '慈善品牌项目', value: new Set(projects.map((row) => designatedObject(question, row))).size },
  ];
  return { ...milestoneFigure(), parts };
}

export const HAINAN: TargetRule[] = [
  { id: 'HN-Q01', figure: (question) => talents(question, 'urban', 2), threshold: 1, deadline: END, shape: 'share' },
  { id: 'HN-Q02', figure: (question) => talents(question, 'rural', 1), threshold: 1, deadline: END, shape: 'share' },
  { id: 'HN-Q03', figure: pilotsDesignated, threshold: 1, deadline: '2021-12-31', shape: 'share' },
  { id: 'HN-Q04', figure: pilotsEvaluated, threshold: 1, deadline: '2022-12-31', shape: 'share' },
  { id: 'HN-Q05', figure: extensions, threshold: null, deadline: '2022-12-31', shape: 'count' },
  { id: 'HN-Q06', figure: charityCover, threshold: null, deadline: END, shape: 'share' },
  { id: 'HN-Q07', figure: charityParts, threshold: null, deadline: END, shape: 'parts' },
  { id: 'HN-Q08', figure: milestoneFigure, threshold: null, deadline: END, shape: 'milestone' },
];
