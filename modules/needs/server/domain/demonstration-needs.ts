/** What invented residents of a community need, and how far each need has come: every state, some overdue, moved, supervised, opened again. */
import type { ServiceInput } from '../../contract/need.ts';
import type { Category, Channel, TargetGroup, Urgency } from '../../contract/vocabulary.ts';
import type { NeedAct } from '../../contract/need.ts';
import type { ActionId, BodyId } from '../../contract/workflow.ts';

export interface InventedStep {
  action: ActionId;
  by: BodyId;
  input?: Omit<NeedAct, 'into' | 'service' | 'organizationIds'>;
  /** the organizations of the street by their place in its list, for whoever is asked */
  organizations?: readonly number[];
  service?: Omit<ServiceInput, 'onDay'>;
  /** joined into the need of that title */
  intoTitle?: string;
}

export interface InventedNeed {
  title: string;
  details: string;
  category: Category;
  targetGroup: TargetGroup;
  urgency?: Urgency;
  channel: Channel;
  /** days before today on which it was received */
  ago: number;
  /** days from one step to the next */
  pace?: number;
  steps: readonly InventedStep[];
}

const sort: InventedStep = { action: 'sort', by: 'handler' };
const take = (organization: number): InventedStep[] => [
  sort,
  { action: 'assign', by: 'handler', organizations: [organization] },
  { action: 'accept', by: 'organization', organizations: [organization] },
];
const serve = (content: string, group: TargetGroup, people: number, organization?: number): InventedStep => ({
  action: 'record',
  by: organization === undefined ? 'handler' : 'organization',
  ...(organization === undefined ? {} : { organizations: [organization] }),
  service: { minutes: 90, servers: 2, content, beneficiaries: [{ group, people }] },
});
const finish = (organization?: number): InventedStep =>
  organization === undefined ? { action: 'finish', by: 'handler' } : { action: 'finish', by: 'organization', organizations: [organization] };
const done = (content: string, group: TargetGroup, people: number, organization: number): InventedStep[] => [
  ...take(organization),
  serve(content, group, people, organization),
  finish(organization),
];
const rated = (stars: number, comment?: string): InventedStep[] => [
  { action: 'confirm', by: 'requester' },
  { action: 'rate', by: 'requester', input: { stars, comment } },
];

const LUNCH = '楼上独居老人中午没人做饭';

export const INVENTED_NEEDS: readonly InventedNeed[] = [
  { title: LUNCH, details: '老人八十多岁，腿脚不便，子女在外地。', category: 'elderCare', targetGroup: 'loneElderly', channel: 'homeVisit', ago: 2, steps: [] },
  {
    title: '放学后孩子没有地方去',
    details: '双职工家庭，四点半到六点没人看。',
    category: 'education',
    targetGroup: 'children',
    channel: 'portal',
    ago: 1,
    steps: [],
  },
  {
    title: '小区东门路灯不亮',
    details: '晚上老人出门容易摔倒。',
    category: 'safety',
    targetGroup: 'everyone',
    urgency: 'urgent',
    channel: 'reception',
    ago: 9,
    steps: [],
  },
  {
    title: '隔壁老人也盼着有人送午饭',
    details: '和三楼那位老人是一样的情况。',
    category: 'elderCare',
    targetGroup: 'loneElderly',
    channel: 'portal',
    ago: 1,
    steps: [sort, { action: 'join', by: 'handler', intoTitle: LUNCH }],
  },
  {
    title: '夜里广场舞的声音太大',
    details: '工单：来电人说孩子睡不着，盼望有人协调时间。',
    category: 'communityAffairs',
    targetGroup: 'everyone',
    urgency: 'urgent',
    channel: 'hotline12345',
    ago: 2,
    steps: [],
  },
  {
    title: '广场上跳舞声音大，盼望商量一个时间',
    details: '工单：同一个广场，另一户居民来电。',
    category: 'communityAffairs',
    targetGroup: 'everyone',
    channel: 'hotline12345',
    ago: 1,
    steps: [],
  },
  {
    title: '盼望在院里添几样健身器材',
    details: '在社区家园网投票，三十多户赞成。',
    category: 'sports',
    targetGroup: 'everyone',
    channel: 'communityPortal',
    ago: 4,
    steps: [sort],
  },
  {
    title: '盼望把楼前的坑洼补平',
    details: '从民生微实事小程序提出。',
    category: 'safety',
    targetGroup: 'elderly',
    channel: 'livelihoodProgram',
    ago: 6,
    pace: 2,
    steps: [sort, { action: 'escalate', by: 'handler', input: { reason: '要用街道的民生微实事经费' } }],
  },
  { title: '想学用手机挂号、付款', details: '希望有人慢慢教。', category: 'education', targetGroup: 'elderly', channel: 'portal', ago: 3, steps: [sort] },
  {
    title: '盼望有人上门给老人理发',
    details: '老人卧床，去不了理发店。',
    category: 'housekeeping',
    targetGroup: 'loneElderly',
    channel: 'homeVisit',
    ago: 4,
    steps: [sort, { action: 'extend', by: 'handler', input: { days: 5, reason: '正在联系有经验的师傅' } }],
  },
  {
    title: '想和邻居一起打太极拳',
    details: '早上六点半，小广场。',
    category: 'sports',
    targetGroup: 'elderly',
    channel: 'survey',
    ago: 5,
    steps: [sort, { action: 'publish', by: 'handler' }],
  },
  {
    title: '楼道里堆放杂物，盼望有人劝一劝',
    details: '三单元，纸箱和旧家具。',
    category: 'communityAffairs',
    targetGroup: 'everyone',
    channel: 'portal',
    ago: 3,
    steps: [sort, { action: 'offer', by: 'handler', organizations: [0, 1, 2] }],
  },
  {
    title: '盼望周末有人带孩子读书',
    details: '七八个孩子，一两个小时就好。',
    category: 'education',
    targetGroup: 'children',
    channel: 'residentSurvey',
    ago: 12,
    pace: 3,
    steps: [
      sort,
      { action: 'offer', by: 'handler', organizations: [3] },
      { action: 'decline', by: 'organization', organizations: [3], input: { reason: '周末都排满了' } },
    ],
  },
  {
    title: '残疾居民需要有人陪着去医院',
    details: '每月一次，早上七点出发。',
    category: 'health',
    targetGroup: 'disabled',
    urgency: 'urgent',
    channel: 'homeVisit',
    ago: 8,
    steps: [...take(0), serve('陪同去医院复查', 'disabled', 1, 0)],
  },
  {
    title: '绿地里的狗粪没人收',
    details: '孩子在里面玩，很不放心。',
    category: 'environment',
    targetGroup: 'everyone',
    channel: 'portal',
    ago: 24,
    pace: 4,
    steps: [
      ...done('劝导两次，放了拾便袋', 'everyone', 120, 1),
      { action: 'reopen', by: 'requester', input: { reason: '过了几天又是老样子' } },
      { action: 'supervise', by: 'above', input: { reason: '居民反映两次，请一周内解决' } },
    ],
  },
  {
    title: '老年人想听防诈骗的讲座',
    details: '近来推销保健品的多。',
    category: 'safety',
    targetGroup: 'elderly',
    channel: 'survey',
    ago: 9,
    pace: 1,
    steps: done('讲了一场防骗课，发了提示卡', 'elderly', 35, 0),
  },
  {
    title: '困难家庭需要旧家具',
    details: '孩子没有写字的桌子。',
    category: 'other',
    targetGroup: 'hardship',
    channel: 'homeVisit',
    ago: 20,
    pace: 2,
    steps: [
      sort,
      { action: 'handle', by: 'handler' },
      serve('送去一张书桌、两把椅子', 'hardship', 4),
      finish(),
      { action: 'visit', by: 'handler', input: { isSolved: true, stars: 5, comment: '孩子有地方写作业了' } },
    ],
  },
  {
    title: '盼望有人修剪楼前的树',
    details: '挡住二楼的光。',
    category: 'environment',
    targetGroup: 'everyone',
    channel: 'portal',
    ago: 40,
    pace: 3,
    steps: [...done('和物业一起修剪了四棵树', 'everyone', 40, 1), { action: 'lapse', by: 'system' }],
  },
  {
    title: '想在小区里办一场相亲会',
    details: '单位多，年轻人多。',
    category: 'other',
    targetGroup: 'everyone',
    channel: 'portal',
    ago: 15,
    steps: [{ action: 'return', by: 'handler', input: { reason: '这件事由区工会在办，请打工会的电话报名' } }],
  },
  {
    title: '盼望有全天的婴儿托管',
    details: '产假结束没有人带。',
    category: 'childcare',
    targetGroup: 'children',
    channel: 'portal',
    ago: 30,
    pace: 5,
    steps: [sort, { action: 'close', by: 'handler', input: { ground: 'noCapacity', reason: '本街道还没有能做托育的组织，已记入培育计划' } }],
  },
  {
    title: '半岁到两岁的孩子没有托管的地方',
    details: '小区里有二十多户。',
    category: 'childcare',
    targetGroup: 'children',
    channel: 'residentSurvey',
    ago: 50,
    pace: 4,
    steps: [sort, { action: 'close', by: 'handler', input: { ground: 'noCapacity', reason: '没有组织能接，已向街道反映' } }],
  },
  {
    title: '家里有病人，盼望有人说说话',
    details: '照顾的人很累。',
    category: 'health',
    targetGroup: 'mentalIllness',
    channel: 'homeVisit',
    ago: 4,
    steps: [sort, { action: 'handle', by: 'handler' }],
  },
  {
    title: '电动车充电的插座不够',
    details: '有人从楼上拉线下来充电，很危险。',
    category: 'safety',
    targetGroup: 'everyone',
    urgency: 'urgent',
    channel: 'reception',
    ago: 3,
    steps: [{ action: 'escalate', by: 'handler', input: { reason: '要几个小区一起规划，社区办不了' } }],
  },
  ...(
    [
      ['空巢老人盼望有人常来看看', 5, '来的人很耐心'],
      ['老人家里的水龙头漏水', 5, '当天就修好了'],
      ['老人不会用新的电视机', 4, '教得很清楚'],
      ['想有人陪老人下楼走走', 5, undefined],
      ['老人需要量血压', 4, '希望每周都来'],
      ['卧床的老人需要换药', 2, '只来过一次'],
      ['老人想去看看老战友', 5, '一路照顾得很好'],
    ] as const
  ).map(
    ([title, stars, comment], index): InventedNeed => ({
      title,
      details: '老人一个人住。',
      category: index === 1 ? 'housekeeping' : 'elderCare',
      targetGroup: 'loneElderly',
      channel: index % 2 === 0 ? 'portal' : 'homeVisit',
      ago: 35 + index * 9,
      pace: 2,
      steps: [...done('上门服务一次', 'loneElderly', 1, index === 5 ? 1 : 0), ...rated(stars, comment)],
    }),
  ),
];
