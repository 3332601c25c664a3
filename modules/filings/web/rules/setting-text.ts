/** The numbers and choices of rule sets in words. */
import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import type { Setting } from '../../contract/rule-set-file.ts';
import { BODIES, GUARDS, SETTINGS, STATES, type StateId } from '../../contract/workflow.ts';
import { choiceText } from './setting-choices.ts';

export const BASIS_WORDS: Record<Setting['basis'], string> = { policy: '政策文件', law: '法律法规', setting: '本级设定' };

/** `10 个工作日`, `3 万元以上` is money kept in fen; null is what no document names. */
export function settingText(setting: string, value: Setting['value']): string {
  if (value === null) return '没有规定，不作判断';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return setting === 'registrationFunds' ? `${(value / 100).toLocaleString('zh-CN')} 元` : String(value);
  if (typeof value === 'string') return formatText(dayText(choiceText(setting, value)));
  if (Array.isArray(value)) return value.length === 0 ? '没有' : value.map((one) => choiceText(setting, one)).join('、');
  return `${value.count} ${value.unit === 'workingDays' ? '个工作日' : '日'}`;
}

function dayText(text: string): string {
  const found = /^(\d{2})-(\d{2})$/.exec(text);
  return found ? `${Number(found[1])}月${Number(found[2])}日` : text;
}

const PARTS: Readonly<Record<string, string>> = { '{authority}': '〈机关代字〉', '{year}': '〈年份〉', '{number}': '〈序号〉' };

/** The places of a number's format in words. */
const formatText = (text: string): string => text.replaceAll(/\{\w+\}/g, (part) => PARTS[part] ?? part);

/** One side of a change as the preview tells it: a number, a material or a step in words, anything else as it is. */
export function changeText(what: string, text: string | null, absent: string): string {
  if (text === null) return absent;
  const told = read(text);
  if (told === undefined) return text;
  const cited = typeof told['clause'] === 'string' ? `，${clauseText(told['clause'])}` : '';
  if ('value' in told) {
    const setting = Object.entries(SETTINGS).find(([, label]) => what.includes(`“${label}”`))?.[0] ?? '';
    return `${settingText(setting, told['value'] as Setting['value'])}（${BASIS_WORDS[told['basis'] as Setting['basis']]}${cited}）`;
  }
  if ('to' in told) return `${stepText(told)}${cited}`;
  if ('required' in told) return `${told['required'] ? '必须' : '非必需'}${cited}`;
  return text;
}

const wordsOf = (list: unknown, words: Readonly<Record<string, string>>): string =>
  Array.isArray(list) ? list.map((one: string) => words[one] ?? one).join('、') : '';

function stepText(row: Record<string, unknown>): string {
  const labels = Object.fromEntries(Object.entries(GUARDS).map(([id, { label }]) => [id, label]));
  const [guards, advice] = [wordsOf(row['guards'], labels), wordsOf(row['advice'], labels)];
  return `到“${STATES[row['to'] as StateId]}”，由${wordsOf(row['by'], BODIES)}办理${guards && `，必须${guards}`}${advice && `，提醒${advice}`}`;
}

function read(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
