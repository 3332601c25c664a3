/** Every field an application may have: its words, how it is typed, where it stands. */
import { type FilingForm, LEGAL_FORMS, ORGANIZATION_CATEGORIES, PARTY_FORMS } from '../contract/application.ts';

export type FieldKind = 'text' | 'long' | 'choice' | 'day' | 'count' | 'money' | 'boolean' | 'words';

export interface FormField {
  /** `changes.name` of a nested part */
  path: string;
  label: string;
  kind: FieldKind;
  section: string;
  choices?: readonly string[];
  hint?: string;
  /** the words of yes and no where 是 and 否 say too little */
  yesNo?: readonly [string, string];
}

const field = (path: string, label: string, kind: FieldKind, section: string, more: Partial<FormField> = {}): FormField => ({
  path,
  label,
  kind,
  section,
  ...more,
});

const ORGANIZATION = '组织';
const MEMBERS = '成员和资金';
const LEADER = '负责人';
const PARTY = '党建';
const CHANGE = '变更内容';
const CASE = '调查认定';
const EXIT = '清算和债务';
const PROMISE = '说明和承诺';

export const FORM_FIELDS: readonly FormField[] = [
  field('name', '名称', 'text', ORGANIZATION),
  field('category', '组织类别', 'choice', ORGANIZATION, { choices: ORGANIZATION_CATEGORIES }),
  field('legalForm', '类型', 'choice', ORGANIZATION, { choices: LEGAL_FORMS, hint: '按社会团体还是社会服务机构办理' }),
  field('establishedOn', '成立日期', 'day', ORGANIZATION),
  field('purpose', '宗旨', 'long', ORGANIZATION),
  field('businessScopes', '业务范围', 'words', ORGANIZATION),
  field('serviceTargets', '服务对象', 'words', ORGANIZATION),
  field('venues', '活动场所', 'words', ORGANIZATION),
  field('majorActivities', '重大活动', 'long', ORGANIZATION),
  field('staysInCommunity', '在社区内活动', 'boolean', ORGANIZATION),
  field('isHub', '枢纽型组织', 'boolean', ORGANIZATION),
  field('isCharity', '社区慈善组织', 'boolean', ORGANIZATION),
  field('creditCode', '统一社会信用代码', 'text', ORGANIZATION),
  field('memberCount', '成员人数', 'count', MEMBERS),
  field('hasRoster', '成员名册', 'boolean', MEMBERS, { yesNo: ['已建立', '还没有'] }),
  field('individualInitiators', '自然人发起人（举办者）', 'count', MEMBERS),
  field('unitInitiators', '单位发起人（举办者）', 'count', MEMBERS),
  field('staffCount', '从业人员', 'count', MEMBERS),
  field('individualMembers', '个人会员', 'count', MEMBERS),
  field('unitMembers', '单位会员', 'count', MEMBERS),
  field('activityFunds', '活动资金（元）', 'money', MEMBERS),
  field('leaderName', '负责人姓名', 'text', LEADER),
  field('leaderPolitics', '政治面貌', 'choice', LEADER, { choices: ['群众', '共青团员', '中共党员', '中共预备党员', '民主党派'] }),
  field('leaderHasFullCapacity', '具有完全民事行为能力', 'boolean', LEADER),
  field('leaderIsDeprivedOfPoliticalRights', '被剥夺政治权利', 'boolean', LEADER),
  field('leaderHeadsAnother', '兼任其他社会团体法定代表人', 'boolean', LEADER),
  field('leaderIsStreetCadre', '是街道党政干部', 'boolean', LEADER),
  field('cadreApproval', '兼任审批文件', 'text', LEADER),
  field('partyMemberCount', '正式党员人数', 'count', PARTY),
  field('partyForm', '党组织形式', 'choice', PARTY, { choices: PARTY_FORMS }),
  field('partyMembersCollected', '党员信息已采集', 'boolean', PARTY),
  field('partyRelationsTransferred', '组织关系已转接', 'boolean', PARTY),
  field('charterText', '章程', 'long', PARTY),
  field('charterAdoptedOn', '章程通过日期', 'day', PARTY),
  field('charterHasPartyClause', '章程载入党建和核心价值观', 'boolean', PARTY),
  field('changes.name', '新名称', 'text', CHANGE),
  field('changes.category', '新类别', 'choice', CHANGE, { choices: ORGANIZATION_CATEGORIES }),
  field('changes.leaderName', '新负责人', 'text', CHANGE),
  field('changes.leaderPolitics', '新负责人政治面貌', 'choice', CHANGE, { choices: ['群众', '共青团员', '中共党员', '中共预备党员', '民主党派'] }),
  field('changes.venues', '新活动场所', 'words', CHANGE),
  field('changes.businessScopes', '新业务范围', 'words', CHANGE),
  field('changes.serviceTargets', '新服务对象', 'words', CHANGE),
  field('changes.memberCount', '新成员人数', 'count', CHANGE),
  field('changes.charter', '修改了章程', 'boolean', CHANGE),
  field('resolvedOn', '作出变更决定的日期', 'day', CHANGE),
  field('case.number', '案号', 'text', CASE),
  field('case.finding', '调查结论', 'choice', CASE, { choices: ['substantiated', 'partly', 'unsubstantiated'] }),
  field('case.closedOn', '办结日期', 'day', CASE),
  field('case.officers', '调查人员', 'words', CASE),
  field('case.legalReviewOn', '法制审核日期', 'day', CASE),
  field('case.isMinor', '情节轻微', 'boolean', CASE),
  field('case.dissolvedOn', '自行解散日期', 'day', CASE),
  field('liquidation.groupMembers', '清算组成员', 'words', EXIT),
  field('liquidation.endedOn', '清算结束日期', 'day', EXIT),
  field('liquidation.debtsCleared', '债权债务已清理', 'boolean', EXIT),
  field('hasNoDebts', '没有其他未结债务', 'boolean', EXIT, { yesNo: ['已声明没有', '没有声明'] }),
  field('reason', '原因', 'long', PROMISE),
  field('pledged', '材料真实、合法、有效', 'boolean', PROMISE, { yesNo: ['已承诺', '没有承诺'] }),
];

export const CHOICE_WORDS: Record<string, string> = { substantiated: '属实', partly: '部分属实', unsubstantiated: '不属实' };

export type FormValue = string | number | boolean | readonly string[] | undefined;

/** The value at a path of at most two steps. */
export function valueAt(form: FilingForm, path: string): FormValue {
  const [first = '', second] = path.split('.');
  const value = (form as Record<string, unknown>)[first];
  return (second === undefined ? value : (value as Record<string, unknown> | undefined)?.[second]) as FormValue;
}

/** The form with another value at a path; undefined takes it out. */
export function withValue(form: FilingForm, path: string, value: FormValue): FilingForm {
  const [first = '', second] = path.split('.');
  if (second === undefined) return { ...form, [first]: value } as FilingForm;
  const part = { ...(form as Record<string, Record<string, unknown> | undefined>)[first], [second]: value };
  return { ...form, [first]: Object.fromEntries(Object.entries(part).filter(([, one]) => one !== undefined)) } as FilingForm;
}

/** How a value reads; empty where nothing was said. */
export function valueText({ kind, yesNo = ['是', '否'] }: FormField, value: FormValue): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? yesNo[0] : yesNo[1];
  if (Array.isArray(value)) return value.join('、');
  if (kind === 'money') return (Number(value) / 100).toLocaleString('zh-CN');
  if (kind === 'day') return dayText(String(value));
  return CHOICE_WORDS[String(value)] ?? String(value);
}

function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
