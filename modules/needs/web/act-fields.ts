import type { ActionId } from '../contract/workflow.ts';

export type ActField = 'reason' | 'sorting' | 'division' | 'days' | 'ground' | 'service' | 'visit' | 'organization';

/** What an act asks for in its window. */
export const FIELDS_OF: Partial<Record<ActionId, readonly ActField[]>> = {
  sort: ['sorting'],
  return: ['reason'],
  transfer: ['division', 'reason'],
  escalate: ['reason'],
  handDown: ['reason'],
  extend: ['days', 'reason'],
  supervise: ['reason'],
  close: ['ground', 'reason'],
  recall: ['reason'],
  record: ['service'],
  visit: ['visit'],
  answer: ['reason'],
};

/** What follows, in one sentence. */
export const FOLLOWS: Partial<Record<ActionId, string>> = {
  publish: '本街道（乡镇）的组织负责人都能看到标题和类别，谁先认领谁服务；看不到居民是谁。',
  handle: '由本单位自己服务，不交给组织。',
  finish: '将请居民确认；7 个工作日没有答复的，自动结束，不算已解决。',
  recall: '收回后可以重新对接。',
  escalate: '此后由街道（乡镇）办理。',
  handDown: '此后由社区（村）办理。',
  return: '居民会在查询页看到理由。',
  answer: '写明了解到的情况和怎样办的。反映的人会在手机上看到，再说解决了没有；不要写出是谁反映的。',
  close: '居民会在查询页看到原因和理由，不算已解决。',
};
