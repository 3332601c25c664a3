/** 广州 2021-2023: GZ-Q01 … GZ-Q11. Ledgered groups count. */
import { type Figure, type Question, countFigure, lineFigure, milestoneFigure, shareOfRecords, shareOfUnits, subjectsInside } from './figure.ts';
import { backboneTraining } from './national.ts';
import { designatedObject, designations, hubs, statesInForce, trainingsOfOffice, yearOf } from './registers.ts';
import type { TargetRule } from './target-rule.ts';
import { rowsOf, text } from './workbook-rows.ts';

const SINCE = '2021-09-01';
const END = '2023-12-31';
const RURAL_PILOT_DISTRICTS = ['440112000000', '440114000000', '440115000000', '440117000000', '440118000000'];

function districtPlaces(question: Question): Figure {
  const places = statesInForce(question, '支持平台', '启用日期', '停用日期').filter(
    (row) => ['孵化基地', '活动场所'].includes(text(row, '类型')) && text(row, '层级') === '区',
  );
  const inside = subjectsInside(question.territory, places, (row) => text(row, '所属区划代码'));
  return shareOfUnits(question.territory.units('county', question.division), (code) => inside(code) >= 1);
}

/** Townships with a hub; 深圳 asks the same of filed ones. */
export function hubCover(question: Question, counting: 'ledgered' | 'filed'): Figure {
  const inside = subjectsInside(question.territory, hubs(question, counting), (row) => text(row, '所属区划代码'));
  return shareOfUnits(question.territory.units('township', question.division), (code) => inside(code) >= 1);
}

function designatedPerUnit(question: Question, kind: string): (code: string) => number {
  const rows = designations(question, kind);
  return subjectsInside(
    question.territory,
    rows,
    (row) => text(row, '对象区划代码'),
    (row) => designatedObject(question, row),
  );
}

function ruralPilots(question: Question): Figure {
  const inside = designatedPerUnit(question, '农村试点');
  const named = question.territory.units('county', question.division).filter((unit) => RURAL_PILOT_DISTRICTS.includes(unit.code));
  return shareOfUnits(named, (code) => inside(code) >= 1);
}

function yearlyTraining(question: Question): Figure {
  const lines = question.territory.units('county', question.division).flatMap((unit) =>
    [2021, 2022, 2023].map((year) => ({
      unit: unit.code,
      due: `${year}-12-31`,
      fulfilled: trainingsOfOffice(question, SINCE, unit.code, year).length >= 1,
    })),
  );
  return lineFigure(lines, question.asOf);
}

function hubWorkers(question: Question): Figure {
  const { territory } = question;
  const workers = statesInForce(question, '组织社工', '起始日期', '结束日期');
  const here = hubs(question, 'ledgered').filter((row) => territory.isInside(text(row, '所属区划代码'), question.division));
  return shareOfRecords(
    here.map((hub) => {
      const place = territory.recorded(text(hub, '所属区划代码'));
      const own = workers.filter((row) => text(row, '组织名称') === text(hub, '名称') && territory.recorded(text(row, '所属区划代码')) === place);
      return { home: territory.at(place).code, fulfilled: own.length >= 1 };
    }),
  );
}

function threePerDistrict(question: Question, kind: string): Figure {
  const inside = designatedPerUnit(question, kind);
  return shareOfUnits(question.territory.units('county', question.division), (code) => inside(code) >= 3);
}

/** A site counts in the year of its first designation; a later end does not undo it. */
function yearlySites(question: Question): Figure {
  const { territory } = question;
  const sites = new Map<string, { place: string; year: number }>();
  for (const row of rowsOf(question.book, '认定').filter((each) => text(each, '认定类型') === '示范点')) {
    const year = yearOf(text(row, '认定日期'));
    const object = designatedObject(question, row);
    const known = sites.get(object);
    if (text(row, '认定日期') <= question.asOf && (!known || year < known.year)) sites.set(object, { place: text(row, '对象区划代码'), year });
  }
  const lines = territory.units('county', question.division).flatMap((unit) =>
    [2022, 2023].map((year) => ({
      unit: unit.code,
      due: `${year}-12-31`,
      fulfilled: [...sites.values()].some((site) => site.year === year && territory.isInside(site.place, unit.code)),
    })),
  );
  return lineFigure(lines, question.asOf);
}

/** 白云区 only, whatever division is asked for. */
function pilotUnits(question: Question): Figure {
  const rows = designations(question, '全省示范点试点单位').filter(
    (row) =>
      question.territory.isInside(text(row, '对象区划代码'), '440111000000') && question.territory.isInside(text(row, '对象区划代码'), question.division),
  );
  return countFigure(new Set(rows.map((row) => designatedObject(question, row))).size);
}

export const GUANGZHOU: TargetRule[] = [
  { id: 'GZ-Q01', figure: districtPlaces, threshold: 0.5, deadline: '2021-12-31', shape: 'share' },
  { id: 'GZ-Q02', figure: (question) => hubCover(question, 'ledgered'), threshold: 0.8, deadline: END, shape: 'share' },
  { id: 'GZ-Q03', figure: ruralPilots, threshold: 1, deadline: END, shape: 'share' },
  { id: 'GZ-Q04', figure: yearlyTraining, threshold: 1, deadline: END, shape: 'lines' },
  { id: 'GZ-Q05', figure: hubWorkers, threshold: 1, deadline: END, shape: 'share' },
  { id: 'GZ-Q06', figure: (question) => backboneTraining(question, SINCE), threshold: 1, deadline: END, shape: 'share' },
  { id: 'GZ-Q07', figure: (question) => threePerDistrict(question, '品牌组织'), threshold: 1, deadline: END, shape: 'share' },
  { id: 'GZ-Q08', figure: (question) => threePerDistrict(question, '品牌项目'), threshold: 1, deadline: END, shape: 'share' },
  { id: 'GZ-Q09', figure: yearlySites, threshold: 1, deadline: END, shape: 'lines' },
  { id: 'GZ-Q10', figure: pilotUnits, threshold: 1, deadline: '2021-12-31', shape: 'count', onlyOwn: true },
  { id: 'GZ-Q11', figure: milestoneFigure, threshold: null, deadline: END, shape: 'milestone' },
];
