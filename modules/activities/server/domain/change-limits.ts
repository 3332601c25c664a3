/** What of an announced activity may still change, and when. */
import type { OccasionInput } from '../../contract/occasion.ts';

export interface Announced extends Pick<OccasionInput, 'title' | 'theme' | 'kind' | 'coHosts' | 'isMajor' | 'venue'> {
  startsAt: Date;
  endsAt: Date;
}

const WORDS = { title: '名称', theme: '主题', kind: '类型', coHosts: '联合主办', startsAt: '开始的时间', isMajor: '是不是重大活动', venue: '地点' } as const;
export type ChangedField = keyof typeof WORDS;

/** What people came for, and what the register will know it by: fixed from the first minute on. */
const FIXED_ONCE_BEGUN: readonly ChangedField[] = ['title', 'theme', 'kind', 'coHosts', 'startsAt', 'isMajor'];
/** What the street was told of a major activity. */
const FIXED_ONCE_REPORTED: readonly ChangedField[] = ['title', 'startsAt', 'venue', 'isMajor'];

function differing(before: Announced, input: OccasionInput, fields: readonly ChangedField[]): ChangedField[] {
  return fields.filter((field) =>
    field === 'startsAt' ? before.startsAt.getTime() !== Date.parse(input.startsAt) : JSON.stringify(before[field]) !== JSON.stringify(input[field]),
  );
}

/** Once it has begun: what the change would touch and may not. */
export function fixedOnceBegun(before: Announced, input: OccasionInput): ChangedField[] {
  return differing(before, input, FIXED_ONCE_BEGUN);
}

/** While the street knows of it as a major one. */
export function fixedOnceReported(before: Announced, input: OccasionInput): ChangedField[] {
  return differing(before, input, FIXED_ONCE_REPORTED);
}

/** 名称、开始的时间 */
export function fieldsInWords(fields: readonly ChangedField[]): string {
  return fields.map((field) => WORDS[field]).join('、');
}

/** Whether those who signed up have to plan anew. */
export function isMoved(before: Announced, input: OccasionInput): boolean {
  return before.startsAt.getTime() !== Date.parse(input.startsAt) || before.endsAt.getTime() !== Date.parse(input.endsAt) || before.venue !== input.venue;
}
