/** How an answer is asked, read and shown: one field of a question's page. */
import type { Html } from '#ui/portal/page.ts';
import { choiceField, type FieldLook, lineField, textField } from '#ui/portal/parts.ts';
import { dayInWords, isDay } from '#shared/day.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import type { Application, DraftInput, FilingForm } from '../contract/application.ts';

export type FieldKind = 'line' | 'text' | 'lines' | 'count' | 'yuan' | 'day' | 'phone' | 'idNumber' | 'choice' | 'yesNo';

export interface Field {
  kind: FieldKind;
  /** `name`, `changes.name`, `leaderPhone` */
  name: string;
  label: string;
  hint?: string;
  most?: number;
  choices?: readonly { value: string; label: string; hint?: string }[];
  /** may be left blank */
  isOptional?: boolean;
}

type Read = { value: unknown } | { problem: string };
const PERSONAL = ['leaderIdNumber', 'leaderPhone'];
const YES_NO = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '不是' },
];
const MOST_LINES = 50;

/**
 * Reads what was typed; blank is undefined.
 * @param today no day asked for lies ahead @param stored an answer that is no longer offered may stay
 */
export function readField({ kind, label, choices }: Field, typed: string | undefined, today: string, stored?: unknown): Read {
  const text = (typed ?? '').trim();
  if (text === '') return { value: undefined };
  if (kind === 'choice' && text === stored) return { value: text };
  switch (kind) {
    case 'lines':
      return readLines(text);
    case 'count':
      return /^\d{1,7}$/.test(text) ? { value: Number(text) } : { problem: `“${label}”请填数字，例如 12。` };
    case 'yuan':
      return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? { value: Math.round(Number(text) * 100) } : { problem: `“${label}”请填金额，只写数字，例如 30000。` };
    case 'day':
      return readDay(text, label, today);
    case 'phone':
      return text.includes('*') || readMobilePhone(text) ? { value: text } : { problem: '手机号不对。请填 11 位的手机号码，例如 13800000000。' };
    case 'choice':
      return choices?.some(({ value }) => value === text) ? { value: text } : { problem: '请从下面选一项。' };
    case 'yesNo':
      return text === 'yes' || text === 'no' ? { value: text === 'yes' } : { problem: '请选“是”或“不是”。' };
    default:
      return { value: text };
  }
}

function readLines(text: string): Read {
  const lines = text
    .split(/[\n、；;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const long = lines.find((line) => line.length > 200);
  if (long) return { problem: `“${long.slice(0, 20)}……”太长，一行请不超过 200 字。` };
  return lines.length > MOST_LINES ? { problem: `最多写 ${MOST_LINES} 行，请合并一些。` } : { value: lines };
}

function readDay(text: string, label: string, today: string): Read {
  if (!isDay(text)) return { problem: `“${label}”请填日期，例如 2023-05-08。` };
  return text > today ? { problem: `“${label}”不能晚于今天。` } : { value: text };
}

/** What is stored for a field. */
export function storedValue(application: Application, { name }: Pick<Field, 'name'>): unknown {
  if (name === 'leaderIdNumber') return application.leaderIdNumber ?? undefined;
  if (name === 'leaderPhone') return application.leaderPhone ?? undefined;
  const [first = '', second] = name.split('.');
  const value = application.form[first as keyof FilingForm];
  return second === undefined ? value : (value as Record<string, unknown> | undefined)?.[second];
}

/** As it stands in the form. */
export function typedValue(application: Application, field: Field): string {
  return typedText(storedValue(application, field), field);
}

export function typedText(value: unknown, field: Field): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return field.kind === 'yuan' ? String(Number(value) / 100) : String(value);
}

/** As people read it; undefined while unanswered. */
export function shownValue(application: Application, field: Field): string | undefined {
  return shownText(storedValue(application, field), field);
}

export function shownText(value: unknown, field: Field): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value)) return value.join('\n') || undefined;
  if (typeof value === 'boolean') return (field.choices ?? YES_NO).find((choice) => choice.value === (value ? 'yes' : 'no'))?.label;
  if (field.kind === 'day') return dayInWords(String(value));
  if (field.kind === 'yuan') return `${(Number(value) / 100).toLocaleString('zh-CN')} 元`;
  return field.choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

/** Lays an answer into a draft; parts of a group keep the others. */
export function draftWith(draft: DraftInput, application: Application, { name }: Field, value: unknown): DraftInput {
  // a blank keeps the stored number: it is shown in stars and cannot be typed again from the page
  if (PERSONAL.includes(name)) return value === undefined ? draft : { ...draft, [name]: value };
  const [first = '', second] = name.split('.');
  if (second === undefined) return { ...draft, form: { ...draft.form, [first]: value } };
  const group = first as 'changes' | 'liquidation';
  return { ...draft, form: { ...draft.form, [first]: { ...application.form[group], ...draft.form?.[group], [second]: value } } };
}

/** What was chosen once and is no longer offered stands at the end, as such. */
function withStored(choices: NonNullable<Field['choices']>, stored: string): NonNullable<Field['choices']> {
  const isOffered = stored === '' || choices.some(({ value }) => value === stored);
  return isOffered ? choices : [...choices, { value: stored, label: stored, hint: '原来选的，现在没有这一项了。可以先不改，也可以另选一项。' }];
}

/** The control of a field. */
export function fieldControl(field: Field, value: string, wrong: string | undefined): Html {
  const look: FieldLook = { name: field.name, label: field.label, value, hint: field.hint, wrong };
  switch (field.kind) {
    case 'text':
      return textField(look, field.most ?? 1000);
    case 'lines':
      return textField(look, 3000);
    case 'count':
      return lineField(look, { inputMode: 'numeric', most: 7, isShort: true });
    case 'yuan':
      return lineField(look, { inputMode: 'decimal', most: 12, isShort: true });
    case 'day':
      return lineField(look, { type: 'date', isShort: true });
    case 'phone':
      return lineField(look, { type: 'tel', inputMode: 'tel', most: 20, isShort: true });
    case 'idNumber':
      return lineField(look, { most: 20 });
    case 'choice':
      return choiceField(look, withStored(field.choices ?? [], value));
    case 'yesNo':
      return choiceField(look, field.choices ?? YES_NO);
    default:
      return lineField(look, { most: field.most ?? 100 });
  }
}
