import type { SearchValues } from '#ui/search-state.ts';

/** What a desk looks at. `waiting` is what the own office must decide. */
export const QUEUE_VIEWS = [
  { value: 'waiting', label: '等我单位办', empty: '没有等本单位办理的申请', hint: '新的申请提交、推荐或补正后会出现在这里，按期限排列。' },
  { value: 'mine', label: '我手上的', empty: '您手上没有未办结的申请', hint: '您第一个办理的申请会记在您名下；同事也可以移交给您。' },
  { value: 'overdue', label: '已逾期', empty: '没有逾期的申请', hint: '过了办理期限还没有办结的申请会出现在这里。' },
  {
    value: 'escalated',
    label: '下级逾期报上来的',
    empty: '没有下级逾期报上来的申请',
    hint: '下级单位逾期几个工作日还没有办的，自动报到这里，请督促办理。几个工作日在办理规则里设定。',
  },
  { value: 'open', label: '未办结', empty: '没有未办结的申请', hint: '可以新建一件，或等申请人提交。' },
  { value: 'decided', label: '已办结', empty: '还没有办结的申请', hint: '准予、不予、撤回和失效的申请会出现在这里。' },
] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number]['value'];

export function viewOf(values: SearchValues): QueueView {
  return QUEUE_VIEWS.find(({ value }) => value === values['view'])?.value ?? 'waiting';
}

/** The list's query for what the address says. */
export function queueQuery(values: SearchValues): Record<string, string | undefined> {
  const view = viewOf(values);
  const common = { procedure: values['procedure'], state: values['state'], q: values['q'], division: values['division'], organization: values['organization'] };
  if (view === 'waiting' || view === 'mine' || view === 'overdue' || view === 'escalated') return { ...common, [view]: 'true' };
  return { ...common, standing: view };
}
