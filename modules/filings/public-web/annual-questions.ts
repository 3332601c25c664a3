import { ANNUAL_LABELS, ANNUAL_NEEDED, type AnnualContent } from '../contract/annual-report.ts';
import type { Field } from './question-field.ts';

interface AnnualQuestion {
  id: string;
  title: string;
  hint?: string;
  fields: readonly Field[];
}

const field = (name: keyof AnnualContent, kind: Field['kind'], hint?: string): Field => ({
  kind,
  name,
  label: ANNUAL_LABELS[name],
  most: 2000,
  ...(hint === undefined ? {} : { hint }),
  ...((ANNUAL_NEEDED as readonly string[]).includes(name) ? {} : { isOptional: true }),
});

/** What a yearly report tells, one thing a page (dossier 4.8). */
export const ANNUAL_QUESTIONS: readonly AnnualQuestion[] = [
  {
    id: 'activities',
    title: '这一年开展了哪些活动？',
    fields: [field('activityCount', 'count'), field('activities', 'text', '写主要的几次：什么时候、做了什么、多少人参加。')],
  },
  {
    id: 'money',
    title: '这一年收支多少？',
    hint: '按账本填，没有就填 0。',
    fields: [field('income', 'yuan'), field('expenses', 'yuan'), field('donations', 'text', '没有就不填。')],
  },
  { id: 'law', title: '遵守法律和政策的情况怎样？', fields: [field('lawCompliance', 'text', '例如：没有违法违规，没有被投诉。')] },
  { id: 'party', title: '党建工作怎样？', fields: [field('partyBuilding', 'text', '例如：党员人数、党组织活动。没有党组织就写明。')] },
  {
    id: 'volunteers',
    title: '志愿服务做了多少？',
    hint: '没有就跳过。',
    fields: [field('volunteering', 'text', '记录了多少人次、多少小时，出具了多少份证明。')],
  },
  { id: 'changes', title: '人员和登记事项有变化吗？', hint: '没有就跳过。', fields: [field('staffChanges', 'text'), field('registeredChanges', 'text')] },
  { id: 'awards', title: '有获奖或受处罚吗？', hint: '没有就跳过。', fields: [field('awardsAndPenalties', 'text'), field('other', 'text')] },
];
