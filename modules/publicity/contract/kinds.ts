/**
 * The kinds of articles, each with what it tells beside its text. The editor's form, the checks before review and the public page
 * are all drawn from here (dossier 4.10-4.12, 4.24, 5.4, 5.5).
 */
export type FieldType = 'line' | 'long' | 'day' | 'choice' | 'choices' | 'money';

export interface ArticleField {
  id: string;
  label: string;
  type: FieldType;
  /** asked for before the article goes to review */
  required?: boolean;
  hint?: string;
  options?: readonly string[];
}

export interface ArticleKind {
  label: string;
  /** what belongs here, said to whoever begins one */
  does: string;
  fields: readonly ArticleField[];
  /** until this day's field one can apply: the public list sorts open calls by it */
  closes?: string;
}

const HOW_TO_APPLY: ArticleField = { id: 'howToApply', label: '怎么报名（申报）', type: 'long', required: true, hint: '到哪里、带什么、找哪个单位。' };
const OFFICE_PHONE: ArticleField = { id: 'officePhone', label: '咨询电话', type: 'line', hint: '写单位的固定电话，不写个人手机号。' };

export const ARTICLE_KINDS = {
  news: { label: '新闻动态', does: '做了什么、办得怎么样', fields: [] },
  notice: {
    label: '通知公告',
    does: '要大家知道、照办的事',
    fields: [
      { id: 'documentNumber', label: '文号', type: 'line' },
      { id: 'officePhone', label: '咨询电话', type: 'line', hint: '写单位的固定电话，不写个人手机号。' },
    ],
  },
  policy: {
    label: '政策文件',
    does: '正式印发的文件和办事规程',
    fields: [
      { id: 'documentNumber', label: '文号', type: 'line', required: true },
      { id: 'issuer', label: '印发机关', type: 'line', required: true },
      { id: 'issuedOn', label: '印发日期', type: 'day', required: true },
      { id: 'effectiveOn', label: '施行日期', type: 'day' },
      { id: 'expiresOn', label: '失效日期', type: 'day' },
      { id: 'plainWords', label: '一句话说明', type: 'long', hint: '对居民和组织来说，这份文件意味着什么。' },
    ],
  },
  case: {
    label: '典型案例',
    does: '可以学、可以照着做的经验',
    fields: [
      { id: 'who', label: '做的是谁', type: 'line', required: true, hint: '组织或社区的名称，不写个人姓名。' },
      {
        id: 'field',
        label: '领域',
        type: 'choice',
        options: ['邻里互助', '养老助老', '儿童关爱', '矛盾调解', '环境整治', '文体活动', '应急平安', '协商议事', '农村社区', '其他'],
      },
      { id: 'problem', label: '原来的难处', type: 'long', required: true },
      { id: 'method', label: '怎么做的', type: 'long', required: true },
      { id: 'effect', label: '有什么成效', type: 'long', required: true, hint: '写得出数的写数，并说明怎么数的。' },
      { id: 'copying', label: '别处能学什么', type: 'long' },
    ],
  },
  honour: {
    label: '荣誉表彰',
    does: '评选出的优秀组织、项目和先进事迹',
    fields: [
      { id: 'honour', label: '荣誉名称', type: 'line', required: true },
      { id: 'issuer', label: '授予单位', type: 'line', required: true },
      { id: 'grantedOn', label: '授予日期', type: 'day', required: true },
      { id: 'level', label: '级别', type: 'choice', options: ['国家', '省', '市', '县（市、区）', '街道（乡镇）', '社区（村）'] },
      { id: 'documentNumber', label: '文号', type: 'line' },
      { id: 'winners', label: '获得者', type: 'long', required: true, hint: '一行一个。写个人姓名须本人同意。' },
    ],
  },
  training: {
    label: '培训招募',
    does: '办什么培训，怎么报名',
    closes: 'applyUntil',
    fields: [
      { id: 'organizer', label: '主办单位', type: 'line', required: true },
      { id: 'startsOn', label: '开始日期', type: 'day', required: true },
      { id: 'endsOn', label: '结束日期', type: 'day' },
      { id: 'place', label: '地点', type: 'line', required: true },
      { id: 'mode', label: '方式', type: 'choice', options: ['示范培训', '线上课堂', '网上课堂', '新媒体', '实地走访', '其他'] },
      { id: 'audience', label: '面向谁', type: 'choices', required: true, options: ['组织负责人', '骨干成员', '社会工作者', '志愿者', '社区工作者', '居民'] },
      {
        id: 'topics',
        label: '讲什么',
        type: 'choices',
        options: ['党的建设', '培育发展', '能力建设', '日常运作', '规范运作', '项目设计', '财务管理', '志愿服务'],
      },
      { id: 'seats', label: '名额', type: 'line' },
      { id: 'fee', label: '费用', type: 'line', hint: '不收费请写“免费”。' },
      { id: 'applyUntil', label: '报名截止', type: 'day', required: true },
      HOW_TO_APPLY,
      OFFICE_PHONE,
    ],
  },
  funding: {
    label: '项目征集',
    does: '有什么资金，谁能申报',
    closes: 'applyUntil',
    fields: [
      {
        id: 'program',
        label: '类型',
        type: 'choice',
        required: true,
        options: ['政府购买服务', '公益创投', '微创投', '民生微实事', '启动资助', '活动资助', '社区基金资助'],
      },
      { id: 'source', label: '资金来源', type: 'choice', options: ['财政', '福彩公益金', '慈善捐赠', '社区基金', '村（居）经费', '其他'] },
      { id: 'eligible', label: '谁能申报', type: 'long', required: true },
      { id: 'most', label: '每个项目最多', type: 'money' },
      { id: 'total', label: '资金总额', type: 'money' },
      { id: 'applyFrom', label: '开始申报', type: 'day', required: true },
      { id: 'applyUntil', label: '申报截止', type: 'day', required: true },
      HOW_TO_APPLY,
      OFFICE_PHONE,
    ],
  },
} as const satisfies Record<string, ArticleKind>;

export type ArticleKindId = keyof typeof ARTICLE_KINDS;

export const ARTICLE_KIND_IDS = Object.keys(ARTICLE_KINDS) as [ArticleKindId, ...ArticleKindId[]];

/** The kind with its fields, without the literal types of the table. */
export function kindOf(id: ArticleKindId): ArticleKind {
  return ARTICLE_KINDS[id];
}

/** @returns the kind that a text from an address names */
export function kindNamed(text: string | undefined): ArticleKindId | undefined {
  return text !== undefined && Object.hasOwn(ARTICLE_KINDS, text) ? (text as ArticleKindId) : undefined;
}
