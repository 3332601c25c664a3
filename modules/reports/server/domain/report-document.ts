/** A report as an official document: the four parts, a table of targets, the figures as annexes. */
import type { DocumentAnnex, DocumentBlock, DocumentTable, OfficialDocument } from '#engines/documents/official-document.ts';
import { dayInWords } from '#shared/day.ts';
import type { FrozenFigure, FrozenUnit } from '../../contract/report.ts';
import { REPORT_PART_IDS, REPORT_PARTS } from '../../contract/report.ts';
import { isBehind } from './draft-input.ts';
import { STATUS_NAMES, thresholdInWords, valueInWords } from './figure-words.ts';
import { paragraphsOf, withoutLinks } from './number-links.ts';
import { type ReportContent, titleOf } from './report-content.ts';

export function reportDocument(content: ReportContent): OfficialDocument {
  const parts = REPORT_PART_IDS.flatMap((part): DocumentBlock[] => [
    { kind: 'heading', level: 1, text: REPORT_PARTS[part] },
    ...paragraphsOf(withoutLinks(content.texts[part])).map((text): DocumentBlock => ({ kind: 'paragraph', text })),
  ]);
  return {
    issuingMark: `${content.organ}文件`,
    ...(content.documentNumber ? { documentNumber: content.documentNumber } : {}),
    title: titleOf(content),
    ...(content.addressee ? { addressee: content.addressee } : {}),
    body: [{ kind: 'paragraph', text: opening(content) }, ...parts, { kind: 'paragraph', text: '特此报告。' }],
    annexes: annexes(content),
    signature: { organ: content.organ, date: content.datedOn },
    imprint: { printedBy: `${content.organ}办公室`, printedOn: content.datedOn },
  };
}

/** Says which day the figures stand for, and when that is not the end of the period. */
function opening(content: ReportContent): string {
  const day = dayInWords(content.asOf);
  const running = content.isPreliminary ? `${content.periodName}尚未结束，本报告数据截至${day}，期末数据以期末后的报告为准。` : `数据截至${day}。`;
  return `现将${content.divisionName}${content.periodName}落实《${content.planName}》的情况报告如下。${running}指标口径为方案第${content.planVersion}版，数据于${dayInWords(content.frozenOn)}从台账提取。`;
}

function annexes({ frozen, divisionName }: ReportContent): DocumentAnnex[] {
  const all: DocumentAnnex[] = [{ title: `${divisionName}指标完成情况表`, blocks: [targetTable(frozen.figures)] }];
  if (frozen.units.length > 0) all.push({ title: '所辖单位指标完成情况汇总表', blocks: [unitTable(frozen.units)] });
  return all;
}

function targetTable(figures: readonly FrozenFigure[]): DocumentTable {
  return {
    kind: 'table',
    columns: [
      { heading: '编号', weight: 1.8 },
      { heading: '指标', weight: 3.4 },
      { heading: '完成值', weight: 1.5, align: 'right' },
      { heading: '分子/分母', weight: 2.2, align: 'right' },
      { heading: '目标值', weight: 1.8, align: 'right' },
      { heading: '结论', weight: 1.6, align: 'center' },
    ],
    rows: figures.map((figure) => [figure.id, figure.name, valueInWords(figure), countsOf(figure), thresholdInWords(figure), STATUS_NAMES[figure.status]]),
  };
}

function countsOf({ numerator, denominator, kind, parts }: FrozenFigure): string {
  if (kind === 'parts') return (parts ?? []).map(({ name, value }) => `${name}${value ?? '—'}`).join('，');
  return numerator === null || denominator === null ? '—' : `${numerator}/${denominator}`;
}

function unitTable(units: readonly FrozenUnit[]): DocumentTable {
  const count = (unit: FrozenUnit, test: (figure: FrozenFigure) => boolean) =>
    String(unit.figures.filter((figure) => figure.threshold !== null && test(figure)).length);
  return {
    kind: 'table',
    columns: [
      { heading: '单位', weight: 3 },
      { heading: '达标', align: 'right' },
      { heading: '进展正常', weight: 1.3, align: 'right' },
      { heading: '有风险', align: 'right' },
      { heading: '未达标', align: 'right' },
      { heading: '没有数据', weight: 1.3, align: 'right' },
    ],
    rows: units.map((unit) => [
      unit.name,
      count(unit, ({ status }) => status === 'met'),
      count(unit, ({ status }) => status === 'onTrack'),
      count(unit, ({ status }) => status === 'atRisk'),
      count(unit, ({ status }) => status === 'missed'),
      count(unit, (figure) => isBehind(figure) && figure.status === 'noData'),
    ]),
  };
}
