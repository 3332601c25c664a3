/** Questions of an end: by the organization's own will. */
import type { Asking, Question } from './asking.ts';

const isEnd = ({ application }: Asking): boolean => application.procedure === 'filingCancellation' || application.procedure === 'deregistration';

export const END_QUESTIONS: readonly Question[] = [
  {
    id: 'reason',
    title: '为什么不办下去了？',
    fields: () => [{ kind: 'text', name: 'reason', label: '原因', most: 1000 }],
    isAsked: isEnd,
  },
  {
    id: 'debts',
    title: '欠款和代管的钱都结清了吗？',
    hint: '包括别人替你们保管的钱。没有结清，不能办结。',
    fields: () => [{ kind: 'yesNo', name: 'hasNoDebts', label: '都结清了' }],
    isAsked: isEnd,
  },
  {
    id: 'liquidation',
    title: '清算情况怎样？',
    fields: () => [
      { kind: 'lines', name: 'liquidation.groupMembers', label: '清算组成员', hint: '一行写一个人。' },
      { kind: 'day', name: 'liquidation.endedOn', label: '清算结束日期' },
      { kind: 'yesNo', name: 'liquidation.debtsCleared', label: '债权债务清理完了' },
    ],
    isAsked: ({ application }) => application.procedure === 'deregistration' && application.state !== 'draft',
  },
];
