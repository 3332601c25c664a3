/** Which organizations are able to serve which kind of need, and whom they serve: words of their ledger, tags, category (dossier 5.1, 5.2). */
import type { Tag } from '#modules/organizations/contract/classification.ts';
import type { Category, TargetGroup } from '../../contract/vocabulary.ts';

export interface MatchRule {
  /** of the business scope, or of the name */
  words: readonly string[];
  tags: readonly Tag[];
  /** of the ledger */
  categories: readonly string[];
}

export const MATCH_RULES: Record<Category, MatchRule> = {
  elderCare: { words: ['养老', '老人', '为老', '助老', '照护', '助餐', '陪护', '敬老'], tags: ['养老照护'], categories: [] },
  education: { words: ['教育', '辅导', '读书', '课堂', '培训', '学堂'], tags: [], categories: [] },
  health: { words: ['健康', '医疗', '义诊', '康复', '心理'], tags: ['健康服务', '公共卫生'], categories: [] },
  childcare: { words: ['托育', '育幼', '儿童', '亲子', '四点半', '青少年'], tags: ['育幼服务'], categories: [] },
  sports: { words: ['体育', '健身', '球', '舞', '太极', '运动'], tags: [], categories: ['文体娱乐类'] },
  housekeeping: { words: ['家政', '维修', '保洁', '理发', '便民', '家庭服务'], tags: ['家庭服务'], categories: ['生活服务类'] },
  communityAffairs: { words: ['协商', '议事', '调解', '停车', '自治', '和谐'], tags: ['社区协商', '维权服务'], categories: ['社区事务类'] },
  safety: { words: ['平安', '巡逻', '安全', '消防', '治安'], tags: ['平安创建'], categories: [] },
  environment: { words: ['环境', '环保', '垃圾', '绿化', '卫生', '保洁'], tags: ['环境保护'], categories: [] },
  other: { words: ['志愿', '互助', '公益'], tags: ['志愿服务'], categories: ['居民互助类', '公益慈善类'] },
};

/** Words by which an organization says whom it serves. */
export const GROUP_WORDS: Record<TargetGroup, readonly string[]> = {
  everyone: [],
  elderly: ['老'],
  loneElderly: ['空巢', '独居', '失能', '高龄', '留守老', '老'],
  children: ['儿童', '青少年', '未成年'],
  leftBehindChildren: ['留守儿童', '困境儿童', '儿童'],
  disabled: ['残疾', '残障'],
  women: ['妇女', '女性'],
  minimumLiving: ['低保', '困难'],
  extremePoverty: ['特困', '困难'],
  hardship: ['困难', '低收入'],
  unemployed: ['失业', '就业'],
  migrantWorkers: ['务工', '随迁', '农民工', '流动'],
  veterans: ['优抚', '军烈属', '老党员', '退役'],
  foreigners: ['外籍'],
  mentalIllness: ['精神'],
  correction: ['矫正'],
  drugRehabilitation: ['戒毒', '康复'],
  offendersChildren: ['未成年'],
  misbehavingYouth: ['青少年'],
};
