import type { CheckedRecord, Problem, SheetDefinition } from '#platform/imports/sheet.ts';
import { hostLevelFitsDivision } from './host-level.ts';

const PERSON_TIMES = 100_000_000;
const PEOPLE = 10_000_000;

const AUDIENCES = ['民政工作人员', '城乡社区工作者', '儿童主任', '社区社会组织负责人', '社会工作者', '志愿者', '骨干', '从业人员'];

export const trainingSheet: SheetDefinition = {
  sheet: '培训',
  register: 'trainings',
  table: 'trainings',
  columns: [
    { heading: '名称', field: 'name', type: 'text', maxLength: 100, required: true },
    { heading: '主办单位区划代码', field: 'div', type: 'division', home: true, required: true, note: '主办单位所在的本级区划代码，如市民政局填市的代码。' },
    { heading: '主办层级', field: 'hostLevel', type: 'choice', choices: ['省', '市', '区', '街道', '社区'], required: true },
    { heading: '开始日期', field: 'startedOn', type: 'date', required: true },
    { heading: '结束日期', field: 'endedOn', type: 'date' },
    { heading: '培训对象', field: 'audiences', type: 'list', choices: AUDIENCES, maxLength: 20, required: true },
    { heading: '培训内容', field: 'content', type: 'text', maxLength: 2000 },
    { heading: '培训方式', field: 'method', type: 'text', maxLength: 200 },
    { heading: '参训人次', field: 'participants', type: 'integer', min: 0, max: PERSON_TIMES, required: true, note: '没有人参加填 0，不计入培训场次。' },
  ],
  key: ['name', 'div', 'startedOn'],
  nameField: 'name',
  begins: 'startedOn',
  ends: 'endedOn',
  rules: [hostLevelFitsDivision],
  note: '一行一次培训。',
  factSets: ['trainings'],
};

function winnersAmongCandidates({ values }: CheckedRecord): Problem[] {
  const { candidates, winners } = values;
  if (typeof candidates !== 'number' || typeof winners !== 'number' || winners <= candidates) return [];
  return [
    {
      severity: 'notice',
      field: 'winners',
      rule: 'more-winners-than-candidates',
      message: `入选数（${winners}）多于候选数（${candidates}）。`,
      suggestion: '请核对数量。',
    },
  ];
}

export const selectionSheet: SheetDefinition = {
  sheet: '评选',
  register: 'selections',
  table: 'selections',
  columns: [
    { heading: '评选名称', field: 'name', type: 'text', maxLength: 100, required: true },
    { heading: '评选类型', field: 'kind', type: 'choice', choices: ['优质项目', '品牌组织', '品牌项目'], required: true },
    { heading: '主办单位区划代码', field: 'div', type: 'division', home: true, required: true },
    { heading: '年度', field: 'year', type: 'year', min: 1949, max: 2199, required: true },
    { heading: '完成日期', field: 'completedOn', type: 'date', required: true },
    { heading: '候选数', field: 'candidates', type: 'integer', min: 0, max: PEOPLE },
    { heading: '入选数', field: 'winners', type: 'integer', min: 0, max: PEOPLE },
  ],
  key: ['name', 'div', 'year'],
  nameField: 'name',
  begins: 'completedOn',
  rules: [winnersAmongCandidates],
  note: '一行一轮评选。',
  factSets: ['selections'],
};

function goesToAnother({ divisions }: CheckedRecord): Problem[] {
  const [pilot, receiver] = [divisions.get('pilotDiv'), divisions.get('div')];
  if (!pilot || !receiver || pilot.key !== receiver.key) return [];
  return [{ severity: 'notice', field: 'div', rule: 'extension-to-itself', message: '推广至的单位就是试点单位本身。', suggestion: '请填写接受推广的单位。' }];
}

export const extensionSheet: SheetDefinition = {
  sheet: '经验推广',
  register: 'extensions',
  table: 'extensions',
  columns: [
    { heading: '试点区划代码', field: 'pilotDiv', type: 'division', required: true },
    { heading: '推广至区划代码', field: 'div', type: 'division', home: true, required: true },
    { heading: '推广日期', field: 'extendedOn', type: 'date', required: true },
    { heading: '内容', field: 'content', type: 'text', maxLength: 2000 },
  ],
  key: ['pilotDiv', 'div', 'extendedOn'],
  begins: 'extendedOn',
  rules: [goesToAnother],
  note: '试点经验推广到的每个单位一行。',
  factSets: ['extensions'],
};
