import type { RecordRule, SheetDefinition } from '#platform/imports/sheet.ts';

const QUARTERLY = '季度总结';

/** A quarter for quarterly summaries, a year for everything else. */
const periodFitsKind: RecordRule = ({ values }) => {
  const { kind, period } = values;
  if (typeof period !== 'string' || typeof kind !== 'string' || period.includes('Q') === (kind === QUARTERLY)) return [];
  return [
    {
      severity: 'notice',
      field: 'period',
      rule: 'period-fits-kind',
      message: kind === QUARTERLY ? `季度总结的所属期应写到季度，现在是“${period}”。` : `${kind}的所属期应是年度，现在是“${period}”。`,
      suggestion: kind === QUARTERLY ? '写成 2023Q2 这样的形式，否则不计入任何季度。' : '写成 2023 这样的形式。',
    },
  ];
};

/** 报送记录 of the evidence workbook. */
export const handInSheet: SheetDefinition = {
  sheet: '报送记录',
  register: 'hand-ins',
  table: 'hand_ins',
  columns: [
    {
      heading: '报送类型',
      field: 'kind',
      type: 'choice',
      required: true,
      choices: ['基线摸底', QUARTERLY, '年度报告', '年度活动计划', '试点评估', '专项规划'],
    },
    { heading: '报送单位区划代码', field: 'unit', type: 'division', home: true, required: true },
    {
      heading: '所属期',
      field: 'period',
      type: 'text',
      required: true,
      maxLength: 6,
      pattern: { test: /^\d{4}(Q[1-4])?$/, message: '所属期应是年度或季度。', suggestion: '写成 2023 或 2023Q2 这样的形式。' },
    },
    { heading: '报送日期', field: 'handedInOn', type: 'date', required: true },
    { heading: '状态', field: 'state', type: 'choice', required: true, choices: ['已接收', '退回'] },
    {
      heading: '涵盖主题',
      field: 'themes',
      type: 'list',
      maxLength: 20,
      note: '年度活动计划涵盖的主题，如 邻里守望、共建共治共享、共创平安、文化铸魂。',
    },
  ],
  key: ['kind', 'unit', 'period', 'handedInOn'],
  begins: 'handedInOn',
  rules: [periodFitsKind],
  factSets: ['handIns'],
};
