import { isChineseHabit } from './chinese-habits.ts';
import { isLeakedPassword } from './leaked-passwords.ts';

/**
 * Password profiles. 等保 practice asks for several kinds of characters and periodic change; ASVS 5.0 asks for length and
 * forbids both. An installation follows one of them; both refuse guessable words.
 */
export interface PasswordProfile {
  name: 'dengbao' | 'asvs';
  minLength: number;
  /** of upper case, lower case, digits, others */
  minKinds: number;
  /** days until a new one is asked for; null for never */
  maxAgeDays: number | null;
  /** how many former passwords may not come back, the present one included */
  history: number;
}

export const PASSWORD_PROFILES: Record<PasswordProfile['name'], PasswordProfile> = {
  dengbao: { name: 'dengbao', minLength: 10, minKinds: 3, maxAgeDays: 90, history: 5 },
  asvs: { name: 'asvs', minLength: 15, minKinds: 1, maxAgeDays: null, history: 1 },
};

export const MAX_PASSWORD_LENGTH = 128;

/** What most guesses are built on; compared after undoing usual disguises (P@ssw0rd → password). */
const GUESSED_WORDS = [
  'password',
  'passwd',
  'qwerty',
  'qazwsx',
  'asdfgh',
  'zxcvbn',
  'woaini',
  'iloveyou',
  'admin',
  'administrator',
  'welcome',
  'letmein',
  'monkey',
  'dragon',
  'master',
  'login',
  'abcabc',
  'abcdef',
  'root',
  'test',
  'guest',
  'minzheng',
  'minzhengju',
  'jiedao',
  'shequ',
  'shehuizuzhi',
  'wotu',
  'china',
  'zhongguo',
  'beijing',
  'shanghai',
  'guangzhou',
  'shenzhen',
  'pingdingshan',
  'hainan',
  'haikou',
  'henan',
  'guangdong',
  '民政',
  '街道',
  '社区',
  '沃土',
  '密码',
];
const DISGUISES: Record<string, string> = { '@': 'a', '4': 'a', '0': 'o', '1': 'i', '!': 'i', '3': 'e', $: 's', '5': 's', '7': 't' };
/** A guessed word must leave at least this much of the password to chance. */
const CHANCE_LENGTH = 6;

/** What a password must be, in one sentence for people. */
export function rulesInWords({ minLength, minKinds }: PasswordProfile): string {
  const kinds = minKinds > 1 ? `，包含大写字母、小写字母、数字、其他符号中的 ${minKinds} 种` : '，什么字符都可以，不要求混用';
  return `密码至少 ${minLength} 个字符${kinds}；不要用姓名、单位名、手机号、日期和常见词。`;
}

/**
 * @param ownWords words close to the person: account name, own name, office
 * @returns Chinese sentences, empty when the password will do
 */
export function problemsOfPassword(profile: PasswordProfile, password: string, ownWords: readonly string[]): string[] {
  const problems: string[] = [];
  const length = [...password].length;
  if (length < profile.minLength) problems.push(`密码至少要 ${profile.minLength} 个字符，现在是 ${length} 个。`);
  if (length > MAX_PASSWORD_LENGTH) problems.push(`密码最多 ${MAX_PASSWORD_LENGTH} 个字符。`);
  if (kindsOf(password) < profile.minKinds) problems.push(`请至少使用大写字母、小写字母、数字、其他符号中的 ${profile.minKinds} 种。`);
  if (isLeakedPassword(password)) problems.push('这是最常见的密码之一，别人会先试它。请换一个。');
  else if (isGuessable(password, ownWords) || isChineseHabit(password)) problems.push('这个密码太容易被猜到。请不要用常见词、姓名、账号、重复或连续的字符。');
  return problems;
}

function kindsOf(password: string): number {
  return [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length;
}

function isGuessable(password: string, ownWords: readonly string[]): boolean {
  const lower = password.toLowerCase();
  const plain = [...lower].map((character) => DISGUISES[character] ?? character).join('');
  const words = [...GUESSED_WORDS, ...ownWords.map((word) => word.toLowerCase()).filter((word) => [...word].length >= 2)];
  const restOf = (text: string, word: string) => [...text.replaceAll(word, '').replaceAll(/(19|20)\d\d|[\d\W_]+$/g, '')].length;
  if (words.some((word) => (lower.includes(word) && restOf(lower, word) < CHANCE_LENGTH) || (plain.includes(word) && restOf(plain, word) < CHANCE_LENGTH)))
    return true;
  return distinctSteps(lower) < CHANCE_LENGTH;
}

/** Runs (1234, aaaa, dcba) count as one step, and repeats of a step count once. */
function distinctSteps(text: string): number {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set<string>();
  let runs = 1;
  for (let index = 1; index < points.length; index += 1) {
    const step = (points[index] ?? 0) - (points[index - 1] ?? 0);
    if (Math.abs(step) <= 1) continue;
    runs += 1;
    steps.add(`${points[index - 1]}:${points[index]}`);
  }
  return Math.min(runs, steps.size + 1);
}
