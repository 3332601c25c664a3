/** The answers of a report before and after a major activity: read and shown again. */
import { html } from 'hono/html';
import type { Typed } from '#platform/http/forms.ts';
import type { Html } from '#ui/portal/page.ts';
import { choiceField, lineField, textField } from '#ui/portal/parts.ts';
import { MAJOR_KINDS, type MajorInput, majorInputSchema, type MajorResult, majorResultSchema } from '../contract/major-report.ts';

export type Wrong = ReadonlyMap<string, string>;

const number = (text: string | undefined) => (/^\d{1,8}$/.test(text?.trim() ?? '') ? Number(text) : undefined);
const optional = (text: string | undefined) => (text?.trim() === '' || text === undefined ? null : text);

const issuesOf = (issues: readonly { path: PropertyKey[]; message: string }[]): Map<string, string> =>
  new Map(issues.map(({ path, message }) => [String(path[0]), message]));

/** Money is typed in yuan. */
export function readReport(typed: Typed): { report: MajorInput } | { wrong: Wrong } {
  const yuan = typed['fund']?.trim() ?? '';
  const fundFen = yuan === '' ? null : /^\d{1,8}(\.\d{1,2})?$/.test(yuan) ? Math.round(Number(yuan) * 100) : undefined;
  const { kind, title = '', content = '', startsOn, endsOn, place = '', safetyPlan = '' } = typed;
  const read = majorInputSchema.safeParse({
    kind,
    title,
    content,
    startsOn,
    endsOn,
    place,
    safetyPlan,
    expectedPeople: number(typed['expectedPeople']),
    fundSource: optional(typed['fundSource']),
    fundFen: fundFen ?? null,
  });
  const wrong = issuesOf(read.error?.issues ?? []);
  if (fundFen === undefined) wrong.set('fund', '经费请只写数字，单位是元，例如 3000；没有就留空。');
  return read.success && wrong.size === 0 ? { report: read.data } : { wrong };
}

export function readResult(typed: Typed): { result: MajorResult } | { wrong: Wrong } {
  const read = majorResultSchema.safeParse({
    effect: typed['effect'] ?? '',
    problems: optional(typed['problems']),
    next: optional(typed['next']),
    participants: number(typed['participants']),
  });
  return read.success ? { result: read.data } : { wrong: issuesOf(read.error.issues) };
}

export function typedReport(report: MajorInput): Typed {
  const { kind, title, content, startsOn, endsOn, place, expectedPeople, fundSource, fundFen, safetyPlan } = report;
  const fund = fundFen === null ? '' : String(fundFen / 100);
  return { kind, title, content, startsOn, endsOn, place, expectedPeople: String(expectedPeople), fundSource: fundSource ?? '', fund, safetyPlan };
}

export function reportFields(typed: Typed, wrong: Wrong): Html {
  const look = (name: string, label: string, hint?: string) => ({ name, label, hint, value: typed[name] ?? '', wrong: wrong.get(name) });
  return html`${choiceField(
    look('kind', '是哪一种活动？'),
    MAJOR_KINDS.map((value) => ({ value, label: value })),
  )}
${lineField(look('title', '活动名称'), { most: 100 })}
${textField(look('content', '内容和方式', '做什么，有哪些环节，哪些人参加'), 2000)}
${lineField(look('startsOn', '哪天开始'), { type: 'date', isShort: true })}
${lineField(look('endsOn', '哪天结束'), { type: 'date', isShort: true })}
${lineField(look('place', '地点'), { most: 200 })}
${lineField(look('expectedPeople', '预计多少人'), { inputMode: 'numeric', most: 8, isShort: true })}
${lineField(look('fundSource', '经费从哪里来（可以不填）'), { most: 200 })}
${lineField(look('fund', '经费多少元（可以不填）'), { inputMode: 'decimal', most: 12, isShort: true })}
${textField(look('safetyPlan', '安全措施', '谁负责，怎么疏散，天气和突发情况怎么办'), 2000)}`;
}

export function resultFields(typed: Typed, wrong: Wrong): Html {
  const look = (name: string, label: string, hint?: string) => ({ name, label, hint, value: typed[name] ?? '', wrong: wrong.get(name) });
  return html`${lineField(look('participants', '实际来了多少人'), { inputMode: 'numeric', most: 8, isShort: true })}
${textField(look('effect', '活动的效果和社会影响'), 2000)}
${textField(look('problems', '有什么问题（可以不填）'), 2000)}
${textField(look('next', '下一步打算（可以不填）'), 2000)}`;
}
