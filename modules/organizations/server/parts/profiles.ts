import { TAGS } from '../../contract/classification.ts';
import type { CheckedRecord, Problem } from '#platform/imports/sheet.ts';
import { partSheet } from './part-sheet.ts';

/** A grade without its day says nothing: it lapses after five years (X06 art.28). */
function gradeHasItsDay({ values }: CheckedRecord): Problem[] {
  const { assessmentGrade, assessedOn, assessedUntil } = values;
  const wrong = (field: string, message: string, suggestion: string): Problem[] => [
    { severity: 'finding', field, rule: 'assessment-day', message, suggestion },
  ];
  if (assessmentGrade && !assessedOn) return wrong('assessedOn', '填了评估等级，没有填评估日期。', '请填公布等级的日期。');
  if (!assessmentGrade && assessedOn) return wrong('assessmentGrade', '填了评估日期，没有填评估等级。', '请填评估等级；没有等级的，把日期也清空。');
  if (assessedOn && assessedUntil && String(assessedUntil) <= String(assessedOn))
    return wrong('assessedUntil', '评估有效期止早于评估日期。', '等级有效期五年，请改正日期。');
  return [];
}

const PEOPLE = 10_000_000;
const YUAN = 100_000_000;

/** Fields of the organization itself that the workbook does not carry (dossier 4.1); one per organization. */
export const organizationProfiles = partSheet({
  sheet: '补充情况',
  register: 'organization-profiles',
  table: 'organization_profiles',
  columns: [
    { heading: '核实日期', field: 'confirmedOn', type: 'date', required: true, note: '最近一次核实这些内容的日期。' },
    { heading: '宗旨', field: 'purpose', type: 'text', maxLength: 1000 },
    { heading: '活动地域', field: 'activityArea', type: 'text', maxLength: 200 },
    { heading: '地域层级', field: 'areaLevel', type: 'choice', choices: ['社区（村）', '街道（乡镇）'] },
    { heading: '组织形式', field: 'form', type: 'choice', choices: ['社', '站', '队', '中心', '组', '会', '其他'] },
    { heading: '标签', field: 'tags', type: 'list', maxLength: 20, choices: TAGS },
    { heading: '成立缘由', field: 'motives', type: 'list', maxLength: 20, choices: ['生活需求', '风俗习惯', '兴趣爱好'] },
    { heading: '运行机制', field: 'mechanisms', type: 'list', maxLength: 20, choices: ['自我管理', '自我服务', '自我教育', '自我监督'] },
    { heading: '活动资金（元）', field: 'activityFundsYuan', type: 'decimal', min: 0, max: YUAN },
    { heading: '开办资金（元）', field: 'startupFundsYuan', type: 'decimal', min: 0, max: YUAN },
    { heading: '专职人数', field: 'fullTimeStaff', type: 'integer', min: 0, max: PEOPLE },
    { heading: '兼职人数', field: 'partTimeStaff', type: 'integer', min: 0, max: PEOPLE },
    { heading: '办公面积（平方米）', field: 'officeArea', type: 'decimal', min: 0, max: 1_000_000 },
    { heading: '备案管理单位', field: 'filingAuthority', type: 'text', maxLength: 100 },
    { heading: '登记管理机关', field: 'registrationAuthority', type: 'text', maxLength: 100 },
    { heading: '业务主管单位', field: 'supervisingAuthority', type: 'text', maxLength: 100 },
    { heading: '行业管理部门', field: 'industryRegulator', type: 'text', maxLength: 100 },
    { heading: '是否志愿服务组织', field: 'isVolunteerOrganization', type: 'boolean' },
    { heading: '是否使用志愿服务标识', field: 'usesVolunteerMark', type: 'boolean' },
    { heading: '是否在监管平台标识', field: 'isMarkedOnPlatform', type: 'boolean' },
    {
      heading: '评估等级',
      field: 'assessmentGrade',
      type: 'choice',
      choices: ['5A', '4A', '3A', '2A', '1A'],
      note: '社会组织等级评估的结果，只有登记的组织有；显示在公开页面上。',
    },
    { heading: '评估日期', field: 'assessedOn', type: 'date' },
    { heading: '评估有效期止', field: 'assessedUntil', type: 'date', note: '等级有效期五年（X06 第二十八条）。' },
    {
      heading: '信用情况',
      field: 'creditStanding',
      type: 'choice',
      choices: ['正常', '列入活动异常名录', '列入严重违法失信名单'],
      note: '登记管理机关的信用记录；显示在公开页面上。',
    },
    { heading: '信用情况起始日期', field: 'creditSince', type: 'date' },
    { heading: '列入名录的事由', field: 'creditReason', type: 'text', maxLength: 500 },
  ],
  key: ['organizationId'],
  begins: 'confirmedOn',
  rules: [gradeHasItsDay],
  note: '工作簿以外的基本情况；一个组织一份。',
});
