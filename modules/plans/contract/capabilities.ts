/**
 * What the platform can do, as duties of a plan name it. A duty lists the capabilities that carry it out, so the plan page
 * can lead from a sentence of the policy to the screens that serve it.
 */
export const CAPABILITIES = {
  'CAP-REG': '组织名录',
  'CAP-LIFE': '台账、备案与登记',
  'CAP-PLAN': '规划与任务',
  'CAP-IND': '指标与预警',
  'CAP-PLAT': '支持平台与孵化',
  'CAP-VENUE': '活动场地',
  'CAP-FUND': '资金与项目',
  'CAP-CUST': '资金代管',
  'CAP-NEED': '需求与供需对接',
  'CAP-TRAIN': '培训与人才',
  'CAP-VOL': '志愿服务',
  'CAP-CARE': '关爱服务',
  'CAP-DELIB': '社区协商',
  'CAP-SAFE': '平安建设与应急',
  'CAP-ACT': '主题活动',
  'CAP-PARTY': '党的建设',
  'CAP-GOV': '内部治理',
  'CAP-EVAL': '评价评议',
  'CAP-CREDIT': '信用与年报',
  'CAP-SUPV': '监督与处置',
  'CAP-BRAND': '品牌、示范与结对',
  'CAP-REPORT': '统计与报告',
  'CAP-PUB': '宣传推广',
  'CAP-COORD': '部门协同',
  'CAP-PORTAL': '公众门户',
  'CAP-IAM': '账号与权限',
} as const;

export type Capability = keyof typeof CAPABILITIES;

export const CAPABILITY_CODES = Object.keys(CAPABILITIES) as [Capability, ...Capability[]];
