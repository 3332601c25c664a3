/** 深圳 2022-2025: SZ-Q01 … SZ-Q05. Only filed and registered organizations count. */
import { type Figure, type Question, lineFigure, milestoneFigure, shareOfUnits } from './figure.ts';
import { hubCover } from './guangzhou.ts';
import { audienceIncludes, designations, statesInForce, trainingsOfOffice } from './registers.ts';
import type { TargetRule } from './target-rule.ts';
import { text } from './workbook-rows.ts';

const SINCE = '2022-01-01';
const END = '2025-12-31';

function leaderTraining(question: Question): Figure {
  const { territory } = question;
  const offices = [...territory.units('city', question.division), ...territory.units('county', question.division)];
  const lines = offices.flatMap((unit) =>
    [2022, 2023, 2024, 2025].map((year) => {
      const sessions = trainingsOfOffice(question, SINCE, unit.code, year).filter((row) => audienceIncludes(row, '社区社会组织负责人'));
      return { unit: unit.code, due: `${year}-12-31`, fulfilled: sessions.length >= 2 };
    }),
  );
  return lineFigure(lines, question.asOf);
}

function brandsWithProjects(question: Question): Figure {
  const { territory } = question;
  const brands = designations(question, '品牌组织');
  const projects = designations(question, '品牌项目');
  return shareOfUnits(territory.units('county', question.division), (code) =>
    brands.some((brand) => {
      const isHere = territory.isInside(text(brand, '对象区划代码'), code);
      return isHere && projects.some((row) => text(row, '所属组织名称') === text(brand, '对象名称') && territory.isInside(text(row, '对象区划代码'), code));
    }),
  );
}

/** 一街道一总支或一社区一支部. */
function partyCover(question: Question): Figure {
  const { territory } = question;
  const organizations = statesInForce(question, '党组织', '成立日期', '撤销日期');
  const homesOf = (kind: string) =>
    new Set(organizations.filter((row) => text(row, '类型') === kind).map((row) => territory.at(text(row, '所属区划代码')).code));
  const general = homesOf('总支');
  const joint = homesOf('联合支部');
  return shareOfUnits(territory.units('township', question.division), (code) => {
    const communities = territory.units('community', code);
    return general.has(code) || (communities.length > 0 && communities.every((community) => joint.has(community.code)));
  });
}

export const SHENZHEN: TargetRule[] = [
  { id: 'SZ-Q01', figure: (question) => hubCover(question, 'filed'), threshold: 0.85, deadline: END, shape: 'share' },
  { id: 'SZ-Q02', figure: leaderTraining, threshold: 1, deadline: END, shape: 'lines' },
  { id: 'SZ-Q03', figure: brandsWithProjects, threshold: 1, deadline: END, shape: 'share' },
  { id: 'SZ-Q04', figure: partyCover, threshold: null, deadline: END, shape: 'share' },
  { id: 'SZ-Q05', figure: milestoneFigure, threshold: null, deadline: END, shape: 'milestone' },
];
