/** The closed table of what may happen to a need: states, acts, who acts, what must hold (dossier 3.7, standards 6.2). Browser-safe. */
import type { Urgency } from './vocabulary.ts';

export const STATES = {
  received: '待梳理',
  sorted: '待对接',
  published: '公开认领中',
  offered: '等组织答复',
  serving: '服务中',
  served: '等居民确认',
  confirmed: '已解决',
  rated: '已评价',
  unconfirmed: '居民未答复',
  returned: '已退回',
  closed: '未解决关闭',
  joined: '已并入',
} as const;
export type StateId = keyof typeof STATES;
/** Nothing is expected of the office any more. */
export const CLOSED_STATES: readonly StateId[] = ['confirmed', 'rated', 'unconfirmed', 'returned', 'closed', 'joined'];

export const ACTIONS = {
  sort: '梳理',
  join: '并入另一件',
  assign: '派给组织',
  offer: '推荐给组织',
  publish: '公开认领',
  handle: '自己办理',
  answer: '答复',
  accept: '接受',
  claim: '认领',
  decline: '不能接',
  recall: '收回',
  record: '记录服务',
  finish: '办结',
  confirm: '确认解决',
  visit: '登记回访',
  reopen: '没有解决',
  rate: '评价',
  return: '退回',
  transfer: '转办',
  escalate: '上报街道',
  handDown: '交社区办理',
  extend: '延期',
  supervise: '督办',
  close: '关闭',
  withdraw: '撤回',
  lapse: '自动办结',
} as const;
export type ActionId = keyof typeof ACTIONS;

/** Who acts. */
export const BODIES = {
  handler: '承办单位',
  above: '上级单位',
  organization: '社区社会组织',
  requester: '居民',
  system: '系统',
} as const;
export type BodyId = keyof typeof BODIES;

/** What must hold: its name, and what people read when it does not. `ofInput`: it is about what comes with the act. */
export const GUARDS = {
  reasonGiven: { unmet: '请写明理由。', ofInput: true },
  notSecret: { unmet: '这是保密诉求，不能交给其他单位和组织，请由本单位自己办理。', ofInput: false },
  isNeed: { unmet: '党员反映的情况由办理单位直接答复，不派给组织，也不与居民的需求合并。', ofInput: false },
  isReport: { unmet: '只有党员反映的情况可以直接答复；居民的需求请对接组织或自己办理。', ofInput: false },
  organizationsAble: { unmet: '请选择一个本社区（村）或本街道（乡镇）在册、没有终止的组织；推荐时最多五个。', ofInput: true },
  isAsked: { unmet: '这件需求没有派给或推荐给您的组织，或者已经答复过。', ofInput: false },
  leadsOrganization: { unmet: '请选择您负责的、在这个街道（乡镇）的组织。', ofInput: true },
  isServing: { unmet: '这件需求不是由您的组织服务的。', ofInput: false },
  serviceGiven: { unmet: '请填写服务日期、时长、内容和受益人数；日期不能晚于今天，也不能早于收到需求的那天。', ofInput: true },
  servedOnce: { unmet: '还没有服务记录，不能办结。请先记录服务。', ofInput: false },
  sameMatter: { unmet: '请选择同一个社区（村）里一件没有办完、没有并入别处的需求。', ofInput: true },
  placeGiven: { unmet: '请选择同一区县里的另一个社区（村）或街道（乡镇）。', ofInput: true },
  notExtended: { unmet: '这件需求已经延期过一次，不能再延。', ofInput: false },
  daysGiven: { unmet: '请写明延期几个工作日，最多 {most} 个。', ofInput: true },
  atCommunity: { unmet: '这件需求已经由街道（乡镇）办理。', ofInput: false },
  atStreet: { unmet: '这件需求由社区（村）办理。', ofInput: false },
  inCommunity: { unmet: '这件需求没有说明是哪个社区（村），请用“转办”选择社区（村）。', ofInput: false },
  visitGiven: { unmet: '请写明居民是否认为已经解决；解决了的请一并问满意程度。', ofInput: true },
  ratingGiven: { unmet: '请选择一到五分。', ofInput: true },
  groundGiven: { unmet: '请选择关闭的原因，并写明理由。', ofInput: true },
} as const;
export type GuardId = keyof typeof GUARDS;

/** Why a need ends without being solved. */
export const GROUNDS = {
  withdrawn: '居民撤回',
  noCapacity: '目前没有组织能够承接',
  unreachable: '联系不上居民',
  unreasonable: '诉求不合理',
  outOfScope: '不属于社区服务的范围',
} as const;
export type GroundId = keyof typeof GROUNDS;

/** Whose turn it is. */
export const WHOSE = { office: '承办单位', organization: '组织', requester: '居民' } as const;
export type WhoseId = keyof typeof WHOSE;

/**
 * Terms in working days. No document names them for needs; hotlines use 2 to 7 working days, some 15 (standards 6.2).
 * `response`: until somebody is asked or begins; `answer`: until an organization says whether it takes it; `solution`: from then on; `word`: until the resident says.
 */
export const TERMS: Record<Urgency, { response: number; answer: number; solution: number }> = {
  ordinary: { response: 5, answer: 3, solution: 15 },
  urgent: { response: 2, answer: 1, solution: 7 },
  critical: { response: 1, answer: 1, solution: 3 },
};
export const WORD_TERM = 7;
export const MOST_EXTENSION = 15;
/** Offered to so many at once. */
export const MOST_OFFERS = 5;
