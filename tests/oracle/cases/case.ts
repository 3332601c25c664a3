/** Hand-counted cases: rows a person can count, and what the figure must be on days before, on and after each change. */
import type { Day } from '#shared/day.ts';
import type { Status } from '../expected-progress.ts';
import type { Territory } from '../territory.ts';
import type { Row, Sheet, WorkbookRows } from '../workbook-rows.ts';

/** Day, numerator, denominator, met, status. */
export type Expectation = [asOf: Day, numerator: number | null, denominator: number | null, met: boolean | null, status: Status];

export interface HandCase {
  target: string;
  says: string;
  /** code of the division asked for */
  division: string;
  rows: WorkbookRows;
  expect: Expectation[];
}

/** All cases of a plan live in one workbook: they use different registers, kinds or places. */
export interface CaseBook {
  plan: string;
  cases(territory: Territory): HandCase[];
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

export function sheet(name: Sheet, rows: Row[]): WorkbookRows {
  return { [name]: rows };
}

export function organization(name: string, place: string, founded: Day, more: Row = {}): Row {
  return {
    名称: name,
    所属区划代码: place,
    管理层级: '台账',
    组织类别: '文体娱乐类',
    成立日期: founded,
    负责人姓名: '王一',
    成员人数: 12,
    是否枢纽型: '否',
    ...more,
  };
}

export function designation(kind: string, name: string, place: string, since: Day, more: Row = {}): Row {
  return { 认定类型: kind, 对象名称: name, 对象区划代码: place, 认定单位区划代码: `${place.slice(0, 4)}00000000`, 认定日期: since, ...more };
}

export function platform(name: string, place: string, kind: string, level: string, since: Day, more: Row = {}): Row {
  return { 名称: name, 所属区划代码: place, 层级: level, 类型: kind, 启用日期: since, ...more };
}

export function training(name: string, host: string, level: string, day: Day, attendances: number, audience = '志愿者'): Row {
  return { 名称: name, 主办单位区划代码: host, 主办层级: level, 开始日期: day, 培训对象: audience, 参训人次: attendances };
}

export function handIn(kind: string, unit: string, period: string, day: Day, state = '已接收', more: Row = {}): Row {
  return { 报送类型: kind, 报送单位区划代码: unit, 所属期: period, 报送日期: day, 状态: state, ...more };
}

export function talent(name: string, community: string, since: Day, more: Row = {}): Row {
  return { 姓名: name, 所属社区代码: community, 起始日期: since, ...more };
}
