import type { CheckedRecord, Problem } from '#platform/imports/sheet.ts';
import { partSheet } from './part-sheet.ts';

function unitsHaveNoIdNumber({ values }: CheckedRecord): Problem[] {
  if (values['kind'] !== '单位' || values['idNumber'] == null) return [];
  return [
    {
      severity: 'finding',
      field: 'idNumber',
      rule: 'unit-with-id-number',
      message: '单位成员没有身份证号。',
      suggestion: '请把成员类型改为“个人”，或删去身份证号。',
    },
  ];
}

function unitsHaveAContact({ values }: CheckedRecord): Problem[] {
  if (values['kind'] !== '单位' || values['contact'] != null) return [];
  return [{ severity: 'notice', field: 'contact', rule: 'unit-without-contact', message: '单位成员没有填写联系人。', suggestion: '请补填联系人。' }];
}

/** 成员名册 (dossier 4.3; SZ L33). */
export const organizationMembers = partSheet({
  sheet: '成员名册',
  register: 'organization-members',
  table: 'organization_members',
  dataClass: 'personal',
  columns: [
    { heading: '成员类型', field: 'kind', type: 'choice', choices: ['个人', '单位'], required: true },
    { heading: '姓名', field: 'name', type: 'text', maxLength: 100, required: true, dataClass: 'personal', note: '单位成员填单位名称。' },
    { heading: '性别', field: 'sex', type: 'choice', choices: ['男', '女'] },
    { heading: '身份证号', field: 'idNumber', type: 'idNumber' },
    { heading: '手机号', field: 'phone', type: 'phone' },
    { heading: '加入日期', field: 'joinedOn', type: 'date', required: true },
    { heading: '退出日期', field: 'leftOn', type: 'date' },
    { heading: '角色', field: 'role', type: 'choice', choices: ['普通成员', '骨干', '负责人'] },
    { heading: '是否党员', field: 'isPartyMember', type: 'boolean' },
    { heading: '是否志愿者', field: 'isVolunteer', type: 'boolean' },
    { heading: '居住社区', field: 'residence', type: 'text', maxLength: 100, dataClass: 'personal' },
    { heading: '联系人', field: 'contact', type: 'text', maxLength: 50, dataClass: 'personal', note: '单位成员填写。' },
    { heading: '特长', field: 'skills', type: 'list', maxLength: 50 },
  ],
  key: ['organizationId', 'name', 'idNumber', 'joinedOn'],
  keyMayLack: 'idNumber',
  nameField: 'name',
  begins: 'joinedOn',
  ends: 'leftOn',
  rules: [unitsHaveNoIdNumber, unitsHaveAContact],
  note: '组织的成员；可以从一张小表导入。',
});
