/** Questions about whoever leads: for a new organization, and for a change of leader. */
import { asksLeader, isChange, isOpening, type Question } from './asking.ts';

export const LEADER_QUESTIONS: readonly Question[] = [
  {
    id: 'leader',
    title: '负责人是谁？',
    fields: (asking) => [
      ...(isChange(asking) ? [] : [{ kind: 'line' as const, name: 'leaderName', label: '负责人姓名', most: 50 }]),
      { kind: 'phone', name: 'leaderPhone', label: '负责人手机号', hint: '只有办理人员核对时能看到完整号码。' },
    ],
    isAsked: asksLeader,
  },
  {
    id: 'leader-politics',
    title: '负责人的政治面貌是什么？',
    fields: () => [
      {
        kind: 'choice',
        name: 'leaderPolitics',
        label: '政治面貌',
        isOptional: true,
        choices: ['中共党员', '共青团员', '民主党派', '群众'].map((value) => ({ value, label: value })),
      },
    ],
    isAsked: isOpening,
  },
  {
    id: 'leader-identity',
    title: '负责人的身份证号是多少？',
    hint: '加密保存，只用来核对是不是本人、符不符合条件。已填的显示为星号，不改就留着。',
    fields: () => [{ kind: 'idNumber', name: 'leaderIdNumber', label: '身份证号' }],
    isAsked: (asking) => asksLeader(asking) && asking.application.procedure !== 'ledgerOpening',
  },
  {
    id: 'leader-conditions',
    title: '负责人符合条件吗？',
    fields: ({ application: { form, procedure } }) => [
      { kind: 'yesNo', name: 'leaderHasFullCapacity', label: '年满 18 岁，能独立承担法律责任' },
      { kind: 'yesNo', name: 'leaderIsDeprivedOfPoliticalRights', label: '正在被剥夺政治权利' },
      ...(form.legalForm === '社会团体' && procedure !== 'filing' && procedure !== 'filingChange'
        ? [{ kind: 'yesNo' as const, name: 'leaderHeadsAnother', label: '还担任另一个社会团体的法定代表人' }]
        : []),
    ],
    isAsked: (asking) => asksLeader(asking) && asking.conditions.has('leaderEligible'),
  },
  {
    id: 'leader-cadre',
    title: '负责人是街道党政干部吗？',
    hint: '是的话，要先经过审批，并交批准文件。',
    fields: ({ application: { form } }) => [
      { kind: 'yesNo', name: 'leaderIsStreetCadre', label: '负责人是街道（乡镇）党政干部' },
      ...(form.leaderIsStreetCadre === true ? [{ kind: 'line' as const, name: 'cadreApproval', label: '批准文件的文号', most: 100 }] : []),
    ],
    isAsked: (asking) => asksLeader(asking) && asking.conditions.has('cadreApproved'),
  },
];
