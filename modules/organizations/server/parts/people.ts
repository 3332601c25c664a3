import { PERSON_ROLES } from '../../contract/eligibility.ts';
import { mustBeEligible, oneRoleAtATime } from '../domain/person-rules.ts';
import { partSheet } from './part-sheet.ts';

export const POLITICS = ['中共党员', '中共预备党员', '共青团员', '民主党派', '群众'];

/** 发起人、负责人 and others in charge, from when to when (dossier 4.2). */
export const organizationPeople = partSheet({
  sheet: '负责人与发起人',
  register: 'organization-people',
  table: 'organization_people',
  dataClass: 'personal',
  columns: [
    { heading: '身份', field: 'role', type: 'choice', choices: PERSON_ROLES, required: true },
    { heading: '姓名', field: 'name', type: 'text', maxLength: 50, required: true, dataClass: 'personal' },
    { heading: '性别', field: 'sex', type: 'choice', choices: ['男', '女'] },
    { heading: '出生日期', field: 'bornOn', type: 'date', dataClass: 'personal' },
    { heading: '身份证号', field: 'idNumber', type: 'idNumber' },
    { heading: '手机号', field: 'phone', type: 'phone' },
    { heading: '政治面貌', field: 'politics', type: 'choice', choices: POLITICS, dataClass: 'personal' },
    { heading: '职务', field: 'post', type: 'text', maxLength: 50, note: '在本组织中的职务，如会长、队长。' },
    { heading: '起始日期', field: 'startedOn', type: 'date', required: true, note: '任职的第一天；发起人填发起的日期。' },
    { heading: '结束日期', field: 'endedOn', type: 'date' },
    { heading: '公职或任职单位', field: 'publicPost', type: 'text', maxLength: 100 },
    { heading: '是否街道党政干部', field: 'isStreetCadre', type: 'boolean' },
    { heading: '批准文号', field: 'approvalNumber', type: 'text', maxLength: 60, note: '街道党政干部兼任的批准文件（深圳 L12）。' },
    { heading: '是否社区党员', field: 'isCommunityPartyMember', type: 'boolean' },
    { heading: '是否下属委员会成员', field: 'isSubCommitteeMember', type: 'boolean' },
    { heading: '是否具有完全民事行为能力', field: 'hasFullCapacity', type: 'boolean' },
    { heading: '是否被剥夺政治权利', field: 'isDeprivedOfPoliticalRights', type: 'boolean' },
    { heading: '是否另任其他社会团体法定代表人', field: 'headsAnother', type: 'boolean' },
    { heading: '是否公开', field: 'isPublic', type: 'boolean', note: '填“是”，姓名和职务显示在公开页面上（海南 L46 公开组织人员）；不填为不公开。' },
    {
      heading: '人员来源',
      field: 'backgrounds',
      type: 'list',
      maxLength: 20,
      choices: ['退休干部', '退休老党员', '社区党委成员', '高校毕业生', '复转军人', '返乡创业', '乡贤', '社会工作者'],
    },
  ],
  key: ['organizationId', 'name', 'role', 'startedOn'],
  nameField: 'name',
  begins: 'startedOn',
  ends: 'endedOn',
  rules: [mustBeEligible, oneRoleAtATime],
  note: '发起人、负责人及其任期；任职条件按条款逐项核对。',
});
