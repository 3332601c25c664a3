import type { SheetDefinition } from '#platform/imports/sheet.ts';
import {
  creditCodeFitsForm,
  creditCodeNeedsRegistration,
  endReasonNeedsDay,
  hubDayNeedsHub,
  legalFormNeedsRegistration,
  membersAreEnough,
} from './organization-rules.ts';

const PEOPLE = 10_000_000;

export const ORGANIZATION_FACTS = ['ledgeredOrganizations', 'filedOrganizations', 'ledgeredHubs', 'filedHubs'];

/** 社区社会组织: the ledger of the baseline census (全面摸底). */
export const organizationSheet: SheetDefinition = {
  sheet: '社区社会组织',
  register: 'organizations',
  table: 'organizations',
  columns: [
    { heading: '编码', field: 'id', type: 'recordCode', note: '系统给出的固定编码，导出时自动填写；新增组织请留空。' },
    { heading: '名称', field: 'name', type: 'text', maxLength: 100, required: true },
    {
      heading: '所属区划代码',
      field: 'div',
      type: 'division',
      home: true,
      required: true,
      levels: ['community', 'township'],
      note: '所在社区（村）的 12 位代码；在整个街道（乡镇）活动的，填街道（乡镇）代码。',
    },
    { heading: '管理层级', field: 'tier', type: 'choice', choices: ['台账', '备案', '登记'], required: true },
    {
      heading: '组织类别',
      field: 'category',
      type: 'choice',
      choices: ['生活服务类', '公益慈善类', '居民互助类', '文体娱乐类', '农村生产技术服务类', '社区事务类', '其他'],
      required: true,
    },
    { heading: '法人类型', field: 'legalForm', type: 'choice', choices: ['无', '社会团体', '社会服务机构', '基金会'] },
    { heading: '统一社会信用代码', field: 'creditCode', type: 'creditCode', note: '只有管理层级为“登记”的组织填写。' },
    { heading: '备案编号', field: 'filingNumber', type: 'text', maxLength: 60 },
    { heading: '成立日期', field: 'establishedOn', type: 'date', required: true, note: '从这一天起统计。' },
    { heading: '备案日期', field: 'filedOn', type: 'date' },
    { heading: '登记日期', field: 'registeredOn', type: 'date' },
    { heading: '终止日期', field: 'endedOn', type: 'date', note: '统计到前一天为止。' },
    { heading: '终止原因', field: 'endReason', type: 'choice', choices: ['注销', '取消备案', '撤销', '撤出台账'] },
    { heading: '是否慈善组织', field: 'isCharity', type: 'boolean', note: '慈善组织覆盖所在社区；填街道代码的，覆盖该街道全部社区。' },
    { heading: '负责人姓名', field: 'leaderName', type: 'text', maxLength: 50, required: true, dataClass: 'personal' },
    { heading: '负责人身份证号', field: 'leaderIdNumber', type: 'idNumber' },
    { heading: '负责人手机号', field: 'leaderPhone', type: 'phone' },
    { heading: '负责人政治面貌', field: 'leaderPolitics', type: 'text', maxLength: 20, dataClass: 'personal' },
    { heading: '成员人数', field: 'memberCount', type: 'integer', min: 0, max: PEOPLE, required: true },
    { heading: '社会工作者人数', field: 'socialWorkerCount', type: 'integer', min: 0, max: PEOPLE },
    { heading: '党员人数', field: 'partyMemberCount', type: 'integer', min: 0, max: PEOPLE },
    { heading: '业务范围', field: 'businessScopes', type: 'list', maxLength: 200 },
    { heading: '活动场所', field: 'venues', type: 'list', maxLength: 200 },
    { heading: '服务对象', field: 'serviceTargets', type: 'list', maxLength: 200 },
    { heading: '是否枢纽型', field: 'isHub', type: 'boolean', required: true },
    { heading: '枢纽型认定日期', field: 'hubSince', type: 'date', note: '留空表示自成立之日起。' },
    { heading: '党组织形式', field: 'partyForm', type: 'choice', choices: ['无', '独立支部', '联合支部', '总支'] },
    { heading: '发展阶段', field: 'stage', type: 'choice', choices: ['备案型', '萌芽型', '成长型', '成熟型'] },
  ],
  key: ['name', 'div'],
  nameField: 'name',
  searchFields: ['name', 'leaderName'],
  formerNamesTable: 'organization_former_names',
  begins: 'establishedOn',
  ends: 'endedOn',
  rules: [creditCodeNeedsRegistration, creditCodeFitsForm, legalFormNeedsRegistration, endReasonNeedsDay, hubDayNeedsHub, membersAreEnough],
  note: '一行一个组织。改名请保留编码、填写新名称，旧名称自动记为曾用名。',
  factSets: ORGANIZATION_FACTS,
};
