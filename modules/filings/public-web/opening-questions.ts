/** Questions of a new ledger entry, filing or registration. */
import { LEGAL_FORMS, ORGANIZATION_CATEGORIES, PARTY_FORMS } from '../contract/application.ts';
import type { SettingId } from '../contract/workflow.ts';
import type { Field } from './question-field.ts';
import { type Asking, isOpening, type Question } from './asking.ts';

const CATEGORY_HINTS: Readonly<Record<string, string>> = {
  生活服务类: '理发、维修、家政、托管等',
  公益慈善类: '扶老助残、救助、慈善捐赠等',
  居民互助类: '邻里帮忙、互相照应',
  文体娱乐类: '唱歌、跳舞、下棋、锻炼等',
  农村生产技术服务类: '种植养殖技术、农机服务等',
  社区事务类: '议事协商、调解、巡逻、环境卫生等',
};
const FORM_HINTS: Readonly<Record<string, string>> = {
  社会团体: '由居民或单位作为成员组成，例如合唱队、协会',
  社会服务机构: '由个人或单位举办，有工作人员提供服务，例如服务中心',
  基金会: '用捐赠的财产做公益',
};

const number = ({ settings }: Asking, setting: SettingId): number | undefined => {
  const value = settings.get(setting);
  return typeof value === 'number' ? value : undefined;
};
const isRegistration = ({ application }: Asking): boolean => application.procedure === 'registration' || application.procedure === 'directRegistration';
const isService = ({ application }: Asking): boolean => application.form.legalForm === '社会服务机构';
const isAssociation = ({ application }: Asking): boolean => application.form.legalForm === '社会团体';
const hasThresholds = (asking: Asking): boolean =>
  asking.conditions.has('membersEnough') &&
  (['filingIndividualInitiators', 'filingUnitInitiators', 'filingMembers', 'filingStaff'] as const).some((setting) => number(asking, setting) !== undefined);
const askedIf = (condition: string) => (asking: Asking) => isOpening(asking) && asking.conditions.has(condition);
const one =
  (field: Field): Question['fields'] =>
  () => [field];

/** The people that the place's rules count. */
function memberFields(asking: Asking): Field[] {
  const fields: Field[] = [{ kind: 'count', name: 'memberCount', label: '成员一共多少人' }];
  const least = (setting: SettingId) => (number(asking, setting) === undefined ? {} : { hint: `当地规定：${number(asking, setting)} 以上。` });
  if (isRegistration(asking)) {
    if (!isAssociation(asking)) return fields;
    return [
      ...fields,
      { kind: 'count', name: 'individualMembers', label: '个人会员多少人', ...least('registrationIndividualMembers') },
      { kind: 'count', name: 'unitMembers', label: '单位会员多少个', hint: '没有就填 0。' },
    ];
  }
  if (!hasThresholds(asking)) return fields;
  const founders = isService(asking) ? '举办者' : '发起人';
  return [
    ...fields,
    ...(isService(asking) ? [{ kind: 'count' as const, name: 'staffCount', label: '工作人员多少人', ...least('filingStaff') }] : []),
    {
      kind: 'count',
      name: 'individualInitiators',
      label: `个人${founders}多少人`,
      ...least(isService(asking) ? 'filingIndividualSponsors' : 'filingIndividualInitiators'),
    },
    { kind: 'count', name: 'unitInitiators', label: `单位${founders}多少个`, hint: '没有就填 0。' },
  ];
}

const BASICS: readonly Question[] = [
  {
    id: 'name',
    title: '叫什么名字？',
    fields: one({ kind: 'line', name: 'name', label: '名称', hint: '例如：曙光社区夕阳红合唱队', most: 100 }),
    isAsked: isOpening,
  },
  {
    id: 'category',
    title: '主要做哪一类事情？',
    hint: '选最接近的一类。',
    fields: one({
      kind: 'choice',
      name: 'category',
      label: '组织类别',
      choices: ORGANIZATION_CATEGORIES.map((value) => ({ value, label: value, hint: CATEGORY_HINTS[value] ?? '' })),
    }),
    isAsked: isOpening,
  },
  {
    id: 'legal-form',
    title: '属于哪一种？',
    hint: '人数等要求按这一项来算。',
    fields: (asking) => [
      {
        kind: 'choice',
        name: 'legalForm',
        label: '类型',
        choices: LEGAL_FORMS.filter((value) => isRegistration(asking) || value !== '基金会').map((value) => ({
          value,
          label: value,
          hint: FORM_HINTS[value] ?? '',
        })),
      },
    ],
    isAsked: (asking) => isOpening(asking) && (isRegistration(asking) || hasThresholds(asking)),
  },
  {
    id: 'purpose',
    title: '宗旨是什么？',
    hint: '为什么成立、为谁做事，用一两句话写。',
    fields: one({ kind: 'text', name: 'purpose', label: '宗旨', most: 1000 }),
    isAsked: (asking) => isOpening(asking) && isRegistration(asking),
  },
  {
    id: 'established',
    title: '什么时候成立的？',
    hint: '记不清哪一天，就选那个月的 1 日。',
    fields: one({ kind: 'day', name: 'establishedOn', label: '成立日期' }),
    isAsked: isOpening,
  },
  {
    id: 'scope',
    title: '平时做些什么？',
    fields: one({ kind: 'lines', name: 'businessScopes', label: '业务范围', hint: '一行写一项，例如：每周排练、为老人演出。' }),
    isAsked: isOpening,
  },
  {
    id: 'served',
    title: '为哪些人服务？',
    fields: one({ kind: 'lines', name: 'serviceTargets', label: '服务对象', hint: '一行写一项，例如：老年人、残疾人、儿童。' }),
    isAsked: isOpening,
  },
  {
    id: 'venue',
    title: '在哪里活动？',
    fields: one({ kind: 'lines', name: 'venues', label: '活动场所', hint: '一行写一处，例如：曙光社区居委会二楼活动室。' }),
    isAsked: isOpening,
  },
];

const PEOPLE_AND_MEANS: readonly Question[] = [
  { id: 'members', title: '有多少人？', fields: memberFields, isAsked: isOpening },
  {
    id: 'activities',
    title: '做过哪些重要活动？',
    fields: () => [
      { kind: 'text', name: 'majorActivities', label: '重大活动', most: 2000 },
      {
        kind: 'yesNo',
        name: 'hasRoster',
        label: '有成员名册吗？',
        choices: [
          { value: 'yes', label: '有' },
          { value: 'no', label: '还没有' },
        ],
      },
    ],
    isAsked: askedIf('ledgerItems'),
  },
  {
    id: 'party-members',
    title: '有几名正式党员？',
    fields: one({ kind: 'count', name: 'partyMemberCount', label: '正式党员人数', hint: '没有就填 0。' }),
    isAsked: isOpening,
  },
  {
    id: 'party-organization',
    title: '党组织怎样设置？',
    hint: '正式党员人数达到要求，要同步建立党组织，由街道党（工）委指导。',
    fields: () => [
      { kind: 'choice', name: 'partyForm', label: '党组织形式', choices: PARTY_FORMS.map((value) => ({ value, label: value === '无' ? '还没有' : value })) },
      { kind: 'yesNo', name: 'partyMembersCollected', label: '党员信息采集好了吗？' },
      { kind: 'yesNo', name: 'partyRelationsTransferred', label: '组织关系转接好了吗？' },
    ],
    isAsked: (asking) => {
      const least = number(asking, 'partyOrganizationMembers');
      return askedIf('partyOrganizationReady')(asking) && least !== undefined && (asking.application.form.partyMemberCount ?? 0) >= least;
    },
  },
  {
    id: 'funds',
    title: '有多少活动资金？',
    fields: (asking) => {
      const least = number(asking, 'registrationFunds');
      return [{ kind: 'yuan', name: 'activityFunds', label: '活动资金（元）', ...(least === undefined ? {} : { hint: `规定：${least / 100} 元以上。` }) }];
    },
    isAsked: (asking) => askedIf('fundsEnough')(asking) && isAssociation(asking),
  },
  {
    id: 'inside',
    title: '只在本社区里活动吗？',
    fields: one({ kind: 'yesNo', name: 'staysInCommunity', label: '活动都在本社区' }),
    isAsked: askedIf('insideCommunity'),
  },
];

export const OPENING_QUESTIONS: readonly Question[] = [...BASICS, ...PEOPLE_AND_MEANS];

/** Asked last, where the charter is not written here. */
export const CHARTER_QUESTIONS: readonly Question[] = [
  {
    id: 'charter',
    title: '章程里写了党建和核心价值观吗？',
    hint: '章程应写明：坚持党的领导、支持党组织工作、践行社会主义核心价值观。',
    fields: one({
      kind: 'yesNo',
      name: 'charterHasPartyClause',
      label: '章程里有这些内容',
      choices: [
        { value: 'yes', label: '有' },
        { value: 'no', label: '还没有' },
      ],
    }),
    isAsked: (asking) => askedIf('partyClause')(asking) && asking.application.form.charterText === undefined,
  },
];
