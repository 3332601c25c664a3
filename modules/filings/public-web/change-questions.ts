/** Questions of a change: what is to be different, each on a page of its own. */
import { ORGANIZATION_CATEGORIES } from '../contract/application.ts';
import type { Field } from './question-field.ts';
import { isChange, type Question } from './asking.ts';

interface Change {
  name: string;
  /** as the list of what may change calls it */
  label: string;
  title: string;
  field: Omit<Field, 'name' | 'label'>;
}

/** What may be changed, in the order people ask for it most. */
export const CHANGES: readonly Change[] = [
  { name: 'leaderName', label: '负责人', title: '新负责人叫什么名字？', field: { kind: 'line', most: 50 } },
  { name: 'venues', label: '活动场所', title: '以后在哪里活动？', field: { kind: 'lines', hint: '一行写一处，写全部场所，不只写新增的。' } },
  { name: 'charter', label: '章程', title: '章程改了吗？', field: { kind: 'yesNo', hint: '改了的话，要交修改后的章程。' } },
  { name: 'name', label: '名称', title: '以后叫什么名字？', field: { kind: 'line', most: 100 } },
  { name: 'businessScopes', label: '业务范围', title: '以后做些什么？', field: { kind: 'lines', hint: '一行写一项，写全部，不只写新增的。' } },
  { name: 'serviceTargets', label: '服务对象', title: '以后为哪些人服务？', field: { kind: 'lines', hint: '一行写一项。' } },
  { name: 'memberCount', label: '成员人数', title: '现在有多少人？', field: { kind: 'count' } },
  {
    name: 'category',
    label: '组织类别',
    title: '以后主要做哪一类事情？',
    field: { kind: 'choice', choices: ORGANIZATION_CATEGORIES.map((value) => ({ value, label: value })) },
  },
];

/** Address of the page for one change. */
export function changePage(name: string): string {
  return `change-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export const CHANGE_QUESTIONS: readonly Question[] = [
  ...CHANGES.map(
    ({ name, label, title, field }): Question => ({
      id: changePage(name),
      title,
      hint: '不改这一项，就留空。',
      fields: () => [{ ...field, name: `changes.${name}`, label: `新的${label}`, isOptional: true }],
      isAsked: isChange,
    }),
  ),
  {
    id: 'resolved',
    title: '什么时候决定变更的？',
    hint: '开会通过的那一天。变更后应在规定期限内申请。',
    fields: () => [{ kind: 'day', name: 'resolvedOn', label: '决定日期' }],
    isAsked: isChange,
  },
];
