/** What a notice says in place of each mark, frozen on the day it is issued. */
import { type Day, dayInWords } from '#shared/day.ts';
import { type ActionInput, type FilingForm, FORM_LABELS } from '../../contract/application.ts';
import type { NoticeMark } from '../../contract/notice-marks.ts';
import { GROUNDS, MATERIALS, NOTICES, type NoticeId, PROCEDURES, type ProcedureId } from '../../contract/workflow.ts';

/** What a notice tells of an organization. */
export interface NotedOrganization {
  name: string;
  tier: string;
  category: string;
  filingNumber: string | null;
  creditCode: string | null;
  leaderName: string;
  memberCount: number;
  businessScopes: readonly string[] | null;
  venues: readonly string[] | null;
  serviceTargets: readonly string[] | null;
}

/** Free texts come with the numbers in them masked. */
export interface NoticeFacts {
  procedure: ProcedureId;
  subjectName: string;
  form: FilingForm;
  /** as it is after the step; undefined while there is no record */
  organization: NotedOrganization | undefined;
  /** as it was before */
  before: NotedOrganization | undefined;
  input: ActionInput;
  submittedOn: Day | null;
  dueOn: Day | null;
  clause: string;
  organ: string;
  place: string;
  today: Day;
  objectionsUntil: Day | null;
}

export type NoticeContent = Partial<Record<NoticeMark, string>>;

/** Marks take several lines; the further ones begin like paragraphs. */
const NEXT_LINE = '\n　　';
const BY_WISH: readonly ProcedureId[] = ['filingCancellation', 'deregistration', 'ledgerClosing'];

const listed = (items: readonly string[] | null | undefined) => (items && items.length > 0 ? items.join('、') : '');
const words = (day: Day | null) => (day === null ? '' : dayInWords(day));
const numbered = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}. ${line}${index < lines.length - 1 ? '；' : '。'}`).join(NEXT_LINE);

/** The content of a notice of a kind. Announcements name no persons. */
export function contentOf(kind: NoticeId, facts: NoticeFacts): NoticeContent {
  const { organization, form, input, procedure, organ, place, today } = facts;
  const isPublic = NOTICES[kind].audience === 'public';
  const content: NoticeContent = {
    发文机关: organ,
    受送达人: facts.subjectName,
    组织名称: organization?.name ?? facts.subjectName,
    办理事项: PROCEDURES[procedure],
    申请日期: words(facts.submittedOn ?? today),
    成文日期: dayInWords(today),
    所在地: place,
    补正清单: numbered((input.items ?? []).map(({ material, content: text }) => (material ? `${MATERIALS[material]}：${bare(text)}` : bare(text)))),
    补正期限: words(facts.dueOn),
    理由: bare(input.reason ?? form.reason ?? '无'),
    依据: groundOf(facts),
    条款: facts.clause,
    变更内容: numbered(changesOf(facts, isPublic)),
    征求意见单位: listed(input.askedOf?.map(({ name }) => name)),
    答复期限: words(facts.dueOn),
    组织类别: organization?.category ?? form.category ?? '',
    管理层级: organization?.tier ?? '',
    备案编号: organization?.filingNumber ?? '未编号',
    统一社会信用代码: organization?.creditCode ?? '未赋码',
    业务范围: listed(organization?.businessScopes ?? form.businessScopes),
    活动场所: listed(organization?.venues ?? form.venues),
    异议截止日: words(facts.objectionsUntil),
    ...(isPublic ? {} : { 负责人: organization?.leaderName ?? form.leaderName ?? '' }),
  };
  return Object.fromEntries(Object.entries(content).filter(([, text]) => text !== '')) as NoticeContent;
}

/** Without the full stop that the list or sentence around it adds. */
function bare(text: string): string {
  return text.replace(/[。；;.\s]+$/, '');
}

function groundOf({ input, procedure }: NoticeFacts): string {
  if (input.ground) return GROUNDS[input.ground];
  return BY_WISH.includes(procedure) ? '组织自愿申请' : '按规定程序作出';
}

const CHANGEABLE = {
  name: '名称',
  category: '组织类别',
  businessScopes: '业务范围',
  venues: '活动场所',
  serviceTargets: '服务对象',
  memberCount: '成员人数',
} as const;

function changesOf({ form, before }: NoticeFacts, isPublic: boolean): string[] {
  const changes = form.changes ?? {};
  const text = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value));
  const lines = Object.entries(CHANGEABLE).flatMap(([field, label]) => {
    const now = changes[field as keyof typeof CHANGEABLE];
    if (now === undefined) return [];
    const then = before?.[field as keyof typeof CHANGEABLE];
    return [then === undefined || then === null || text(then) === '' ? `${label}：变更为“${text(now)}”` : `${label}：由“${text(then)}”变更为“${text(now)}”`];
  });
  if (changes.leaderName !== undefined) lines.push(isPublic ? '负责人：已变更' : `${FORM_LABELS['leaderName'] ?? '负责人'}：变更为“${changes.leaderName}”`);
  if (changes.charter) lines.push('章程：已修改');
  return lines;
}

/** Lines of a template with the marks of a notice filled in, as a page shows them. */
export function fillLines(lines: readonly string[], content: NoticeContent): string[] {
  return lines
    .flatMap((line) => line.replaceAll(/\{([^{}]+)\}/g, (_, mark: string) => content[mark as NoticeMark] ?? '').split('\n'))
    .map((line) => line.replace(/^\u3000+/, '').trim())
    .filter((line) => line !== '');
}
