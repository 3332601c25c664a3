/** Whether what is known of a volunteer holds together. */
import { checkIdNumber } from '#shared/codes/id-number.ts';
import { type Day } from '#shared/day.ts';
import type { FieldProblem } from '#shared/errors.ts';
import type { VolunteerInput } from '../../contract/volunteer.ts';
import { ADULT_YEARS, FOREIGN_KINDS, ID_KINDS, type IdKind } from '../../contract/words.ts';

const SHAPES: Record<Exclude<IdKind, 'residentId' | 'residencePermit'>, RegExp> = {
  mainlandPass: /^[HM]\d{8}(\d{2})?$/,
  taiwanPass: /^\d{8}$/,
  // the old card has three letters for the country; the card of 2023 is numbered like a resident's
  foreignResident: /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/,
  passport: /^[A-Z0-9]{5,17}$/,
};

/** Upper case, no blanks, half width: as the number is compared and stored. */
export function foldIdNumber(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '');
}

/** Full years on a day. */
export function ageOn(bornOn: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** The last day of birth of whoever has reached an age on a day; somebody born on 29 February reaches it on 1 March. */
export function bornBy(today: Day, years: number): Day {
  return `${Number(today.slice(0, 4)) - years}${today.slice(4)}`.replace(/-02-29$/, '-02-28');
}

/**
 * Everything that is wrong, by field, in words for the person. @param idNumber folded, or undefined when the stored one stays
 * @param hasGuardianPhone whether one is stored or typed
 */
export function checkVolunteer(input: VolunteerInput, idNumber: string | undefined, hasGuardianPhone: boolean, today: Day): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (path: string, message: string) => void problems.push({ path, message });
  if (input.bornOn > today || ageOn(input.bornOn, today) > 120) add('bornOn', '出生日期不对，请核对。');
  if (idNumber !== undefined) problems.push(...checkNumber(input, idNumber, today));
  const isForeign = FOREIGN_KINDS.includes(input.idKind);
  if (isForeign && input.nationality === null) add('nationality', '持外国证件的，请填写国籍。');
  if (!isForeign && input.nationality !== null) add('nationality', '持这种证件的不填国籍。');
  if (ageOn(input.bornOn, today) < ADULT_YEARS) {
    if (input.guardianName === null) add('guardianName', '未满 18 周岁的，请填写监护人姓名。');
    if (!hasGuardianPhone) add('guardianPhone', '未满 18 周岁的，请填写监护人手机号。');
    if (input.guardianAgreedOn === null) add('guardianAgreedOn', '未满 18 周岁的，须监护人同意；请填写监护人同意的日期。');
  }
  if (input.guardianAgreedOn !== null && input.guardianAgreedOn > today) add('guardianAgreedOn', '监护人同意的日期不能在今天以后。');
  if (input.guardianName !== null && input.guardianAgreedOn === null) add('guardianAgreedOn', '请填写监护人同意的日期。');
  return problems.filter(({ path }, index) => problems.findIndex((one) => one.path === path) === index);
}

function checkNumber({ idKind, bornOn, sex }: VolunteerInput, number: string, today: Day): FieldProblem[] {
  const wrong = (message: string): FieldProblem[] => [{ path: 'idNumber', message }];
  if (idKind !== 'residentId' && idKind !== 'residencePermit') {
    return SHAPES[idKind].test(number) ? [] : wrong(`${ID_KINDS[idKind]}号码不对，请对照证件重新填写。`);
  }
  if (!checkIdNumber(number, today).valid) return wrong(`${ID_KINDS[idKind]}号码不对，请对照证件重新填写。`);
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (born !== bornOn) return [{ path: 'bornOn', message: '出生日期与证件号码不一致，请核对。' }];
  if ((Number(number[16]) % 2 === 1 ? '男' : '女') !== sex) return [{ path: 'sex', message: '性别与证件号码不一致，请核对。' }];
  return [];
}
