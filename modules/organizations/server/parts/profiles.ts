import { TAGS } from '../../contract/classification.ts';
import { partSheet } from './part-sheet.ts';

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
  ],
  key: ['organizationId'],
  begins: 'confirmedOn',
  note: '工作簿以外的基本情况；一个组织一份。',
});
