/** The Excel annex: the very figures of the report, unrounded beside the words, and those of the units below. */
import type { SheetSpec, WriteValue } from '#engines/documents/excel/sheet-spec.ts';
import type { FrozenFigure } from '../../contract/report.ts';
import { STATUS_NAMES, thresholdInWords, valueInWords } from './figure-words.ts';
import { type ReportContent, titleOf } from './report-content.ts';

const FIGURE_COLUMNS = [
  { heading: '编号', kind: 'text' as const, width: 12 },
  { heading: '指标', width: 40, wrap: true },
  { heading: '完成值', width: 14 },
  { heading: '数值（未取整）', kind: 'number' as const, width: 18 },
  { heading: '分子', kind: 'number' as const },
  { heading: '分母', kind: 'number' as const },
  { heading: '单位', width: 14 },
  { heading: '目标值', width: 12 },
  { heading: '结论', width: 14 },
  { heading: '期限', kind: 'date' as const },
  { heading: '未达到的单位数', kind: 'number' as const },
  { heading: '期初值', width: 14 },
  { heading: '依据', width: 60, wrap: true },
];

export function annexWorkbook(content: ReportContent): SheetSpec[] {
  const before = new Map(content.frozen.before?.figures.map((figure) => [figure.id, figure]));
  return [
    {
      name: '指标',
      landscape: true,
      columns: FIGURE_COLUMNS,
      rows: content.frozen.figures.flatMap((figure) => figureRows(content.planName, figure, before.get(figure.id))),
    },
    ...(content.frozen.units.length > 0 ? [unitSheet(content)] : []),
    {
      name: '说明',
      columns: [
        { heading: '项目', width: 20 },
        { heading: '内容', width: 80, wrap: true },
      ],
      rows: notes(content),
    },
  ];
}

/** One row a target; one more for each part of a target of several figures. */
function figureRows(planName: string, figure: FrozenFigure, before: FrozenFigure | undefined): WriteValue[][] {
  const basis = `《${planName}》原文第${figure.clause.line}行：${figure.clause.quote}`;
  const main: WriteValue[] = [
    figure.id,
    figure.name,
    valueInWords(figure),
    figure.value,
    figure.numerator,
    figure.denominator,
    figure.unit,
    thresholdInWords(figure),
    STATUS_NAMES[figure.status],
    figure.deadline,
    figure.failing.count,
    before ? valueInWords(before) : null,
    basis,
  ];
  const parts = (figure.parts ?? []).map(({ name, value }): WriteValue[] => [figure.id, name, value === null ? '没有数据' : String(value), value]);
  return [main, ...parts];
}

/** Units down, targets across. */
function unitSheet({ frozen }: ReportContent): SheetSpec {
  const targets = frozen.figures.filter((figure) => figure.kind !== 'milestone' && figure.kind !== 'parts');
  return {
    name: '所辖单位',
    landscape: true,
    columns: [
      { heading: '区划代码', kind: 'text', width: 16 },
      { heading: '单位', width: 22 },
      ...targets.flatMap(({ id, name }) => [
        { heading: `${id} ${name}`, width: 22, wrap: true },
        { heading: `${id} 结论`, width: 12 },
      ]),
    ],
    rows: frozen.units.map((unit) => [
      unit.code,
      unit.name,
      ...targets.flatMap(({ id }): WriteValue[] => {
        const figure = unit.figures.find((one) => one.id === id);
        return figure ? [valueInWords(figure), STATUS_NAMES[figure.status]] : [null, null];
      }),
    ]),
  };
}

function notes(content: ReportContent): WriteValue[][] {
  return [
    ...(content.frozen.isInvented ? [['演示数据', '其中有演示数据，不是真实情况。']] : []),
    ['报告', titleOf(content)],
    ['方案', content.planName],
    ['指标口径', `方案第${content.planVersion}版`],
    ['单位', `${content.divisionName}（${content.division}）`],
    ['所属期', content.periodName],
    ['数据截至', content.asOf],
    ['取数日期', content.frozenOn],
    ...(content.isPreliminary ? [['提示', `${content.periodName}尚未结束，数据截至${content.asOf}，不是期末数据。`]] : []),
    ['期初', content.frozen.before ? content.frozen.before.asOf : '方案当时尚未开始'],
  ];
}
