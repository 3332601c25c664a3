/** The closed words of needs: channels, kinds, whom they concern, how much they press. Browser-safe. */

/** Where a need comes from (SZ-D21; dossier 4.14). */
export const CHANNELS = {
  portal: '网上填写',
  homeVisit: '入户走访',
  reception: '接访座谈',
  survey: '问卷调查',
  residentSurvey: '居民调查',
  hotline12345: '12345 热线',
  communityPortal: '社区家园网',
  livelihoodProgram: '民生微实事小程序',
  smartPlatform: '智慧社区平台',
  partyMember: '党员反映',
  other: '其他',
} as const;
export type Channel = keyof typeof CHANNELS;
/** Channels that staff enter by hand. */
export const STAFF_CHANNELS = ['homeVisit', 'reception', 'survey', 'residentSurvey', 'other'] as const satisfies readonly Channel[];

/** What a party member says of an organization of the own community (SZ-D41): for the office alone, never for the organization. */
export const REPORT_KINDS = { problem: '反映问题', suggestion: '提建议' } as const;
export type ReportKind = keyof typeof REPORT_KINDS;

/** What kind of service is needed (SZ-D13; dossier 4.14). */
export const CATEGORIES = {
  elderCare: '养老',
  education: '教育',
  health: '医疗健康',
  childcare: '托育',
  sports: '体育',
  housekeeping: '家政',
  communityAffairs: '社区事务',
  safety: '安全',
  environment: '环境',
  other: '其他',
} as const;
export type Category = keyof typeof CATEGORIES;

/** One line under each kind, for whoever states a need. */
export const CATEGORY_EXAMPLES: Record<Category, string> = {
  elderCare: '助餐、陪护、上门探望',
  education: '课后辅导、读书、培训',
  health: '义诊、康复、健康讲座',
  childcare: '照看孩子、亲子活动',
  sports: '健身、打球、跳舞的场地和伙伴',
  housekeeping: '维修、保洁、理发',
  communityAffairs: '停车、邻里纠纷、议事',
  safety: '巡逻、消防、防骗',
  environment: '垃圾、绿化、卫生',
  other: '上面都不是',
};

/** Whom a need concerns (dossier 5.2). */
export const TARGET_GROUPS = {
  everyone: '一般居民',
  elderly: '老年人',
  loneElderly: '空巢、独居、失能、高龄老人',
  children: '儿童青少年',
  leftBehindChildren: '留守儿童、困境儿童',
  disabled: '残疾人',
  women: '妇女',
  minimumLiving: '低保、低保边缘家庭',
  extremePoverty: '特困人员',
  hardship: '困难家庭',
  unemployed: '失业人员',
  migrantWorkers: '务工人员及随迁子女',
  veterans: '老党员、军烈属、优抚对象',
  foreigners: '外籍居民',
  mentalIllness: '严重精神障碍患者',
  correction: '社区矫正人员',
  drugRehabilitation: '社区戒毒、社区康复人员',
  offendersChildren: '服刑、强戒人员未成年子女',
  misbehavingYouth: '有不良行为青少年',
} as const;
export type TargetGroup = keyof typeof TARGET_GROUPS;

/** Groups whose mere name says something sensitive of a person (dossier 2.2, hard rule 8): their needs are kept secret. */
export const SENSITIVE_GROUPS: readonly TargetGroup[] = ['mentalIllness', 'correction', 'drugRehabilitation', 'offendersChildren', 'misbehavingYouth'];
/** Groups that a resident chooses from; the others are for staff. */
export const RESIDENT_GROUPS: readonly TargetGroup[] = [
  'everyone',
  'elderly',
  'loneElderly',
  'children',
  'disabled',
  'women',
  'hardship',
  'unemployed',
  'migrantWorkers',
  'veterans',
];

export const URGENCIES = { ordinary: '一般', urgent: '紧急', critical: '特急' } as const;
export type Urgency = keyof typeof URGENCIES;

/** The keys of a vocabulary, as `z.enum` takes them. */
export function wordsOf<T extends string>(vocabulary: Readonly<Record<T, unknown>>): [T, ...T[]] {
  return Object.keys(vocabulary) as [T, ...T[]];
}
