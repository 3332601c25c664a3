/** What a resident is asked, one thing a page. */
import type { Choice } from '#ui/portal/parts.ts';
import { NEED_LIMITS } from '../contract/need.ts';
import { CATEGORIES, CATEGORY_EXAMPLES, type Category, RESIDENT_GROUPS, TARGET_GROUPS } from '../contract/vocabulary.ts';

export interface Field {
  kind: 'line' | 'text' | 'choice' | 'phone';
  name: string;
  label: string;
  hint?: string;
  most?: number;
  choices?: readonly Choice[];
  isOptional?: boolean;
}

export interface Question {
  id: string;
  title: string;
  hint?: string;
  fields: readonly Field[];
}

export type Answers = Readonly<Record<string, string | undefined>>;

const YES_NO = (yes: string, no: string): Choice[] => [
  { value: 'no', label: no },
  { value: 'yes', label: yes },
];

const CATEGORY: Question = {
  id: 'category',
  title: '需要哪方面的帮助？',
  fields: [
    {
      kind: 'choice',
      name: 'category',
      label: '选一项最接近的',
      choices: Object.entries(CATEGORIES).map(([value, label]) => ({ value, label, hint: CATEGORY_EXAMPLES[value as Category] })),
    },
  ],
};
const TITLE: Question = {
  id: 'title',
  title: '用一句话说，需要什么？',
  hint: '例如：楼上独居老人需要有人送午饭。不要写姓名、门牌和电话：社区会把这句话给能帮忙的组织看。',
  fields: [{ kind: 'line', name: 'title', label: '需要什么', most: NEED_LIMITS.title }],
};
const DETAILS: Question = {
  id: 'details',
  title: '还有什么要说明的？',
  hint: '可以不填。加密保存，只有办理的人能看到。',
  fields: [{ kind: 'text', name: 'details', label: '补充说明', most: NEED_LIMITS.details, isOptional: true }],
};
const GROUP: Question = {
  id: 'group',
  title: '是为谁需要的？',
  fields: [{ kind: 'choice', name: 'targetGroup', label: '选一项', choices: RESIDENT_GROUPS.map((value) => ({ value, label: TARGET_GROUPS[value] })) }],
};
const URGENCY: Question = {
  id: 'urgency',
  title: '急不急？',
  hint: '有人受伤、着火、有危险的，请马上打 120、119 或 110，不要在这里填。',
  fields: [
    {
      kind: 'choice',
      name: 'urgency',
      label: '选一项',
      choices: [
        { value: 'ordinary', label: '不急', hint: '5 个工作日内有回应' },
        { value: 'urgent', label: '比较急', hint: '2 个工作日内有回应' },
        { value: 'critical', label: '很急', hint: '1 个工作日内有回应' },
      ],
    },
  ],
};
const SECRET: Question = {
  id: 'secret',
  title: '要不要保密？',
  fields: [
    {
      kind: 'choice',
      name: 'isSecret',
      label: '选一项',
      choices: YES_NO('保密：只让社区（街道）办理的人知道，不交给组织', '不用保密：可以请社区社会组织来帮忙（他们看不到您是谁）'),
    },
  ],
};
const CONTACT: Question = {
  id: 'contact',
  title: '怎么联系您？',
  hint: '加密保存，只用来办理这件事，不公开。',
  fields: [
    { kind: 'phone', name: 'phone', label: '手机号' },
    { kind: 'line', name: 'name', label: '怎么称呼（可以不填）', most: NEED_LIMITS.name, isOptional: true },
    { kind: 'line', name: 'address', label: '地址（可以不填）', hint: '需要上门的，请写楼号和房号。', most: NEED_LIMITS.address, isOptional: true },
  ],
};
const SHARES: Question = {
  id: 'shares',
  title: '来服务的组织可以知道怎么找您吗？',
  fields: [
    { kind: 'choice', name: 'sharesContact', label: '选一项', choices: YES_NO('可以：接下这件事的组织能看到我的称呼、电话和地址', '不可以：请社区居委会转告') },
  ],
};

/** In order; whoever signed in has proven the phone, and a secret need goes to no organization. */
export function questionsFor(answers: Answers, isSignedIn: boolean): Question[] {
  const contact = isSignedIn ? { ...CONTACT, fields: CONTACT.fields.filter(({ kind }) => kind !== 'phone') } : CONTACT;
  return [CATEGORY, TITLE, DETAILS, GROUP, URGENCY, SECRET, contact, ...(answers['isSecret'] === 'yes' ? [] : [SHARES])];
}
