/** What is typed on the way to registering: carried along by hidden fields from page to page, kept nowhere before the end. */
import type { Typed } from '#platform/http/forms.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { isDay } from '#shared/day.ts';
import type { VolunteerInput } from '../contract/volunteer.ts';
import { ADULT_YEARS, AVAILABILITIES, FOREIGN_KINDS, ID_KINDS, type IdKind, SERVICE_KINDS, SEXES } from '../contract/words.ts';
import { ageOn, checkVolunteer, foldIdNumber } from '../server/public.ts';

export const STEPS = ['who', 'document', 'guardian', 'wishes', 'check'] as const;
export type Step = (typeof STEPS)[number];

const FIELDS = [
  'name',
  'sex',
  'bornOn',
  'idKind',
  'idNumber',
  'nationality',
  'guardianName',
  'guardianPhone',
  'guardianAgreed',
  'skills',
  'languages',
] as const;
const FIELDS_OF: Record<Exclude<Step, 'check' | 'wishes'>, readonly string[]> = {
  who: ['name', 'sex', 'bornOn'],
  document: ['idKind', 'idNumber', 'nationality'],
  guardian: ['guardianName', 'guardianPhone', 'guardianAgreed'],
};

export interface Answers {
  values: Record<string, string>;
  today: string;
}

/** Everything typed so far, by field; boxes by `kind.3`, `time.0`. */
export function answersOf(typed: Typed, today: string): Answers {
  const boxes = Object.keys(typed).filter((name) => /^(kind|time)\.\d{1,2}$/.test(name) && typed[name] === 'yes');
  const texts = FIELDS.map((name) => [name, (typed[name] ?? '').toWellFormed().replaceAll('\0', '').trim().slice(0, 200).toWellFormed()] as const);
  return { values: Object.fromEntries([...texts.filter(([, text]) => text !== ''), ...boxes.map((name) => [name, 'yes'] as const)]), today };
}

export function isMinor({ values, today }: Answers): boolean {
  const bornOn = values['bornOn'] ?? '';
  return isDay(bornOn) && ageOn(bornOn, today) < ADULT_YEARS;
}

/** The pages that this person is asked, in order. */
export function stepsOf(answers: Answers): Step[] {
  return STEPS.filter((step) => step !== 'guardian' || isMinor(answers));
}

function words(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(/[\s、，,;；]+/).filter((word) => word !== ''))].map((word) => word.slice(0, 20)).slice(0, 20);
}

/** As the command takes it. */
export function inputOf({ values, today }: Answers): VolunteerInput {
  const idKind = (Object.keys(ID_KINDS).find((kind) => kind === values['idKind']) ?? 'residentId') as IdKind;
  const chosen = <T>(all: readonly T[], group: string) => all.filter((_one, index) => values[`${group}.${index}`] === 'yes');
  const guardian = isMinor({ values, today });
  return {
    name: (values['name'] ?? '').slice(0, 50),
    sex: SEXES.find((sex) => sex === values['sex']) ?? '女',
    bornOn: isDay(values['bornOn'] ?? '') ? (values['bornOn'] ?? '') : '',
    idKind,
    idNumber: values['idNumber'] ?? '',
    nationality: FOREIGN_KINDS.includes(idKind) ? (values['nationality']?.slice(0, 30) ?? null) : null,
    phone: null,
    serviceKinds: chosen(SERVICE_KINDS, 'kind'),
    skills: words(values['skills']),
    languages: words(values['languages']),
    availability: chosen(AVAILABILITIES, 'time'),
    insuredUntil: null,
    guardianName: guardian ? (values['guardianName']?.slice(0, 50) ?? null) : null,
    guardianPhone: guardian ? (values['guardianPhone'] ?? null) : null,
    guardianAgreedOn: guardian && values['guardianAgreed'] === 'yes' ? today : null,
  };
}

/** What is wrong on one page, by field. */
export function wrongOn(step: Step, answers: Answers): Map<string, string> {
  const { values, today } = answers;
  const wrong = new Map<string, string>();
  if (step === 'who') {
    if (!values['name']) wrong.set('name', '请填写您的姓名。');
    if (!SEXES.some((sex) => sex === values['sex'])) wrong.set('sex', '请选择性别。');
    if (!isDay(values['bornOn'] ?? '')) wrong.set('bornOn', '请填写出生日期，例如 1960-05-01。');
  }
  if (step === 'document' && !values['idNumber']) wrong.set('idNumber', '请填写证件号码。');
  if (wrong.size > 0 || step === 'wishes' || step === 'check') return wrong;
  const input = inputOf(answers);
  const hasPhone = readMobilePhone(values['guardianPhone'] ?? '') !== undefined;
  const here: readonly string[] = FIELDS_OF[step];
  for (const { path, message } of checkVolunteer(input, foldIdNumber(input.idNumber), hasPhone, today)) {
    const field = path === 'guardianAgreedOn' ? 'guardianAgreed' : path;
    // what the document contradicts is said where the document is typed
    const asked = step === 'document' && (field === 'sex' || field === 'bornOn') ? 'idNumber' : field;
    if (here.includes(asked) && !(step === 'who' && field === 'sex')) wrong.set(asked, message);
  }
  if (step === 'who') for (const field of ['sex', 'idNumber']) wrong.delete(field);
  return wrong;
}
