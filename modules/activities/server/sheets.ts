import type { SheetDefinition } from '#platform/imports/sheet.ts';
import { ACTIVITY_THEMES } from '../contract/themes.ts';

const PERSON_TIMES = 100_000_000;

/** 活动 of the evidence workbook: what was held, by person-times. */
export const activitySheet: SheetDefinition = {
  sheet: '活动',
  register: 'activities',
  table: 'activities',
  columns: [
    { heading: '名称', field: 'name', type: 'text', maxLength: 100, required: true },
    {
      heading: '主题',
      field: 'theme',
      type: 'choice',
      choices: ACTIVITY_THEMES,
      required: true,
    },
    { heading: '组织名称', field: 'organizationName', type: 'text', maxLength: 100, required: true },
    { heading: '举办区划代码', field: 'div', type: 'division', home: true, required: true },
    { heading: '开始日期', field: 'startedOn', type: 'date', required: true },
    { heading: '参与人次', field: 'participants', type: 'integer', min: 0, max: PERSON_TIMES, required: true },
    { heading: '志愿者人次', field: 'volunteers', type: 'integer', min: 0, max: PERSON_TIMES },
    { heading: '是否重大活动', field: 'isMajor', type: 'boolean' },
  ],
  key: ['name', 'organizationName', 'div', 'startedOn'],
  nameField: 'name',
  references: [
    {
      register: 'organizations',
      nameField: 'organizationName',
      divisionField: 'div',
      store: 'organizationId',
      required: false,
      within: 'district',
      notFoundNotice: '您管辖范围内的台账中没有名为“{name}”的组织，这次活动暂不能归到具体组织。',
    },
  ],
  begins: 'startedOn',
  note: '一行一次活动。',
  factSets: ['activities'],
};
