/** Rows of the registers that are in force on the day, by the readings' general rules (7, 8, 9, 14). */
import type { Day } from '#shared/day.ts';
import type { Question } from './figure.ts';
import { type Row, type Sheet, inForce, isYes, list, number, rowsOf, text } from './workbook-rows.ts';

/** Whether the plan counts ledgered groups (平顶山, national, 广州) or only filed and registered ones (深圳, 海南). */
export type Counting = 'ledgered' | 'filed';

export function statesInForce(question: Question, sheet: Sheet, begins: string, ends: string): Row[] {
  return rowsOf(question.book, sheet).filter((row) => inForce(text(row, begins), text(row, ends), question.asOf));
}

/** Readings 8: the first day an organization counts; undefined when it never does. */
export function firstDayOf(row: Row, counting: Counting): Day | undefined {
  if (counting === 'ledgered') return text(row, '成立日期');
  if (text(row, '管理层级') === '台账') return undefined;
  return text(row, '备案日期') || text(row, '登记日期') || text(row, '成立日期');
}

export function organizations(question: Question, counting: Counting): Row[] {
  return rowsOf(question.book, '社区社会组织').filter((row) => {
    const begins = firstDayOf(row, counting);
    return begins !== undefined && inForce(begins, text(row, '终止日期'), question.asOf);
  });
}

/** A hub counts from the later of its recognition (if given) and its first day as an organization. */
export function hubs(question: Question, counting: Counting): Row[] {
  return organizations(question, counting).filter((row) => isYes(row, '是否枢纽型') && text(row, '枢纽型认定日期') <= question.asOf);
}

export function charities(question: Question, counting: Counting): Row[] {
  return organizations(question, counting).filter((row) => isYes(row, '是否慈善组织'));
}

export function designations(question: Question, kind: string): Row[] {
  return statesInForce(question, '认定', '认定日期', '失效日期').filter((row) => text(row, '认定类型') === kind);
}

/** The same object designated twice counts once. */
export function designatedObject(question: Question, row: Row): string {
  return [text(row, '认定类型'), text(row, '对象名称'), question.territory.at(text(row, '对象区划代码')).code].join('|');
}

/** People are counted by name and ID number; without one the name alone decides. */
export function person(row: Row): string {
  return `${text(row, '姓名')}|${text(row, '身份证号')}`;
}

/** Trainings held from the campaign's first day on, with anybody there. */
export function trainings(question: Question, since: Day): Row[] {
  return rowsOf(question.book, '培训').filter((row) => {
    const day = text(row, '开始日期');
    return day >= since && day <= question.asOf && number(row, '参训人次') > 0;
  });
}

/** Trainings of the unit's own office: its own code, and a host level that agrees with it. */
export function trainingsOfOffice(question: Question, since: Day, unit: string, year: number): Row[] {
  return trainings(question, since).filter((row) => {
    const host = text(row, '主办单位区划代码');
    if (!question.territory.sameDivision(host, unit)) return false;
    return hostLevelsOf(question, unit).includes(text(row, '主办层级')) && yearOf(text(row, '开始日期')) === year;
  });
}

function hostLevelsOf(question: Question, unit: string): string[] {
  const division = question.territory.at(unit);
  if (division.alsoCounty) return ['市', '区'];
  if (division.level === 'city') return ['市'];
  return ['区'];
}

export function audienceIncludes(row: Row, audience: string): boolean {
  return list(row, '培训对象').includes(audience);
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** Of several hand-ins for one period the latest by the day decides. */
export function decidingHandIn(question: Question, kind: string, unit: string, period: string): Row | undefined {
  return rowsOf(question.book, '报送记录')
    .filter((row) => text(row, '报送类型') === kind && text(row, '所属期') === period)
    .filter((row) => question.territory.sameDivision(text(row, '报送单位区划代码'), unit))
    .filter((row) => text(row, '报送日期') <= question.asOf)
    .sort((one, other) => (text(one, '报送日期') < text(other, '报送日期') ? 1 : -1))[0];
}

/** The deciding hand-in when it was accepted and handed in within the campaign. */
export function acceptedHandIn(question: Question, kind: string, unit: string, period: string, since: Day): Row | undefined {
  const row = decidingHandIn(question, kind, unit, period);
  return row && text(row, '状态') === '已接收' && text(row, '报送日期') >= since ? row : undefined;
}

/** Periods for which a unit handed something of that kind in. */
export function handInPeriods(question: Question, kind: string, unit: string): string[] {
  const rows = rowsOf(question.book, '报送记录')
    .filter((row) => text(row, '报送类型') === kind)
    .filter((row) => question.territory.sameDivision(text(row, '报送单位区划代码'), unit));
  return [...new Set(rows.map((row) => text(row, '所属期')))];
}
