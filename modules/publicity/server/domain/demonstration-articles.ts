/** Invented articles to look around with: plausible, without any real name, marked wherever they are shown. */
import { addDays, type Day } from '#shared/day.ts';
import { type ArticleContent, EMPTY_CONTENT } from '../../contract/article.ts';
import type { ArticleKindId } from '../../contract/kinds.ts';
import type { Block, RichText } from '../../contract/rich-text.ts';
import type { ArticleState } from '../../contract/workflow.ts';

export interface PlannedArticle {
  kind: ArticleKindId;
  state: Exclude<ArticleState, 'withdrawn'>;
  content: ArticleContent;
}

const paragraph = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const heading = (text: string): Block => ({ type: 'heading', content: [{ type: 'text', text }] });
const list = (...items: string[]): Block => ({
  type: 'bullet_list',
  content: items.map((text) => ({ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })),
});
const text = (...content: Block[]): RichText => ({ type: 'doc', content });

const filingRules = (organ: string): PlannedArticle => ({
  kind: 'policy',
  state: 'published',
  content: {
    ...EMPTY_CONTENT,
    organ,
    title: '社区社会组织备案办事规程（演示）',
    summary: '在街道（乡镇）备案要准备什么、多久办好、到哪里问。',
    fields: {
      documentNumber: '演示〔2023〕1号',
      issuer: organ,
      issuedOn: '2023-03-01',
      effectiveOn: '2023-04-01',
      plainWords: '3 个以上居民想长期一起做公益、互助或文体活动，可以到街道备案，不收费。',
    },
    body: text(
      heading('谁可以备案'),
      paragraph('在本社区（村）活动、由居民自愿组成、暂不具备登记条件的社区社会组织。'),
      heading('要准备的材料'),
      list('备案申请', '章程或者简单的活动规则', '成员名册', '活动场所说明'),
      heading('怎么办'),
      paragraph('先向社区（村）说明，再由街道（乡镇）办理；也可以在“我的”里自己填写申请，随时查看办到哪一步。'),
    ),
  },
});

const railings = (organ: string): PlannedArticle => ({
  kind: 'case',
  state: 'published',
  content: {
    ...EMPTY_CONTENT,
    organ,
    title: '楼道议事小组：把加装扶手的事商量成了（演示）',
    summary: '一个由居民自己组织的小组，用三次会商量出 12 个楼道的扶手怎么装、钱从哪里来。',
    fields: {
      who: '某社区楼道议事小组（演示）',
      field: '协商议事',
      problem: '老楼没有扶手，老人下楼不便；各户对怎么出钱意见不一。',
      method: '每个楼道推一位居民做召集人，先入户问清想法，再开会逐条商量，社区工作者到场记录。',
      effect: '12 个楼道全部装好扶手，涉及 168 户；签名同意的 161 户，按签名表统计。',
      copying: '召集人由居民自己推；意见先入户收，再上会；结果贴在楼道里。',
    },
    body: text(paragraph('小组现在每月碰头一次，接着商量楼道照明和非机动车停放。')),
  },
});

const winners = (organ: string): PlannedArticle => ({
  kind: 'honour',
  state: 'published',
  content: {
    ...EMPTY_CONTENT,
    organ,
    title: '年度优秀社区社会组织名单（演示）',
    summary: '经组织自评、社区推荐、居民评议，评出 3 个优秀社区社会组织。',
    fields: {
      honour: '优秀社区社会组织（演示）',
      issuer: organ,
      grantedOn: '2023-10-20',
      level: '县（市、区）',
      winners: '邻里互助服务队（演示）\n夕阳合唱团（演示）\n萤火夜读小组（演示）',
    },
    body: text(paragraph('获奖组织在承接公益创投项目时，同等条件下优先。')),
  },
});

const leaderTraining = (organ: string, today: Day): PlannedArticle => ({
  kind: 'training',
  state: 'published',
  content: {
    ...EMPTY_CONTENT,
    organ,
    title: '社区社会组织负责人培训班报名（演示）',
    summary: '两天时间，讲怎么开好会、怎么管好活动经费、怎么写一份项目书。',
    pinnedUntil: addDays(today, 20),
    fields: {
      organizer: organ,
      startsOn: addDays(today, 30),
      endsOn: addDays(today, 31),
      place: '县（市、区）社会组织孵化基地三楼',
      mode: '示范培训',
      audience: ['组织负责人', '骨干成员'],
      topics: ['能力建设', '日常运作', '项目设计'],
      seats: '60 人，每个组织 1 至 2 人',
      fee: '免费',
      applyUntil: addDays(today, 20),
      howToApply: '由组织向所在街道（乡镇）报名，写明参加人姓名和联系方式。',
    },
    body: text(paragraph('两天都参加的，发给培训证明。请自带水杯和笔。')),
  },
});

const smallGrants = (organ: string, today: Day): PlannedArticle => ({
  kind: 'funding',
  state: 'published',
  content: {
    ...EMPTY_CONTENT,
    organ,
    title: '为老服务微创投项目征集（演示）',
    summary: '面向已备案、已登记的社区社会组织，每个项目最多资助 3 万元。',
    fields: {
      program: '微创投',
      source: '福彩公益金',
      eligible: '活动正常、上年度没有被投诉查实的组织；已备案的组织由街道社会组织联合会代为签约。',
      most: 3_000_000,
      total: 30_000_000,
      applyFrom: addDays(today, -5),
      applyUntil: addDays(today, 25),
      howToApply: '把项目书交到所在街道（乡镇），街道推荐后统一评审。',
    },
    body: text(heading('优先支持'), list('高龄、独居老人的定期探访', '老人用手机的教学', '社区助餐的志愿服务')),
  },
});

const exhibition = (organ: string): PlannedArticle => ({
  kind: 'news',
  state: 'inReview',
  content: {
    ...EMPTY_CONTENT,
    organ,
    title: '社区社会组织交流展示活动筹备情况（演示）',
    summary: '今年的交流展示活动定在下个月，已有 40 个组织报名。',
    body: text(paragraph('展示分文艺演出、服务体验、项目洽谈三个区。欢迎居民到场体验。')),
  },
});

/** Of an office that leads: documents, calls and models. */
function leading(organ: string, today: Day): PlannedArticle[] {
  return [filingRules(organ), railings(organ), winners(organ), leaderTraining(organ, today), smallGrants(organ, today), exhibition(organ)];
}

const neighborsDay = (organ: string): PlannedArticle => ({
  kind: 'news',
  state: 'published',
  content: {
    ...EMPTY_CONTENT,
    organ,
    title: '邻里节上，八个团队摆摊“晒本事”（演示）',
    summary: '理发、磨刀、修伞、量血压……居民自己的团队为邻居服务了一上午。',
    body: text(
      paragraph('上午九点，社区广场上支起八个摊位。摆摊的都是本社区居民自己组织的团队。'),
      paragraph('想加入的居民，可以到社区服务大厅登记，也可以在“找组织”里看看各个团队做什么。'),
    ),
  },
});

const checkRecords = (organ: string, today: Day): PlannedArticle => ({
  kind: 'notice',
  state: 'published',
  content: {
    ...EMPTY_CONTENT,
    organ,
    title: '关于核对活动团队信息的通知（演示）',
    summary: '请各团队负责人本月底前核对名册、活动场所和负责人。',
    endsOn: addDays(today, 60),
    body: text(paragraph('核对可以到社区服务大厅办理，也可以用手机登录后在“我的”里修改。'), paragraph('信息没有变化的，也请告诉社区工作者一声。')),
  },
});

const readingGroup = (organ: string): PlannedArticle => ({
  kind: 'news',
  state: 'draft',
  content: { ...EMPTY_CONTENT, organ, title: '夜读小组开到了第一百期（演示）', summary: '', body: text(paragraph('每周三晚上七点，……')) },
});

/** Of an office near the residents: what happened, what they should know. */
function near(organ: string, today: Day): PlannedArticle[] {
  return [neighborsDay(organ), checkRecords(organ, today), readingGroup(organ)];
}

/** `city`: documents and models; `county`: calls; `near`: what residents hear of every day. */
export type Voice = 'city' | 'county' | 'near';
const OF_CITY: readonly ArticleKindId[] = ['policy', 'case', 'honour'];

/** What the office of a place would have to say. */
export function planArticles(voice: Voice, organ: string, today: Day): PlannedArticle[] {
  if (voice === 'near') return near(organ, today);
  return leading(organ, today).filter(({ kind }) => OF_CITY.includes(kind) === (voice === 'city'));
}
