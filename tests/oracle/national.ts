/** The national plan 2021-2023: MCA-Q01 … MCA-Q04. */
import { type Figure, type Question, countFigure, milestoneFigure, shareOfUnits, subjectsInside } from './figure.ts';
import { audienceIncludes, designatedObject, designations, trainings } from './registers.ts';
import type { TargetRule } from './target-rule.ts';
import { number, text } from './workbook-rows.ts';

const SINCE = '2021-01-01';
const END = '2023-12-31';

function attendances(question: Question): Figure {
  const here = trainings(question, SINCE).filter((row) => question.territory.isInside(text(row, '主办单位区划代码'), question.division));
  return countFigure(here.reduce((sum, row) => sum + number(row, '参训人次'), 0));
}

/** Counties with a backbone training held by any office inside (MCA-Q02, GZ-Q06). */
export function backboneTraining(question: Question, since: string): Figure {
  const held = trainings(question, since).filter((row) => audienceIncludes(row, '骨干'));
  const inside = subjectsInside(question.territory, held, (row) => text(row, '主办单位区划代码'));
  return shareOfUnits(question.territory.units('county', question.division), (code) => inside(code) >= 1);
}

function ruralPilots(question: Question): Figure {
  const rows = designations(question, '农村试点');
  return countFigure(
    subjectsInside(
      question.territory,
      rows,
      (row) => text(row, '对象区划代码'),
      (row) => designatedObject(question, row),
    )(question.division),
  );
}

export const NATIONAL: TargetRule[] = [
  { id: 'MCA-Q01', figure: attendances, threshold: 2_450_000, deadline: END, shape: 'count', onlyOwn: true },
  { id: 'MCA-Q02', figure: (question) => backboneTraining(question, SINCE), threshold: 1, deadline: END, shape: 'share' },
  { id: 'MCA-Q03', figure: milestoneFigure, threshold: null, deadline: END, shape: 'milestone' },
  { id: 'MCA-Q04', figure: ruralPilots, threshold: null, deadline: END, shape: 'count' },
];
