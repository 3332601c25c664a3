/** The numbers of volunteers: encrypted, found by keyed digests, masked for everybody who has no reason to see them. */
import type { Context } from '#platform/context.ts';
import { isMasked, maskIdNumber, maskPhone } from '#platform/crypto/masking.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../contract/errors.ts';
import type { VolunteerInput } from '../contract/volunteer.ts';
import { checkVolunteer, foldIdNumber } from './domain/check-volunteer.ts';

export const VOLUNTEER_ID_NUMBER = 'volunteers.id_number';
export const VOLUNTEER_PHONE = 'volunteers.phone';
export const GUARDIAN_PHONE = 'volunteers.guardian_phone';

export interface PersonalColumns {
  idNumberCipher: string;
  idNumberIndex: string;
  phoneCipher: string | null;
  phoneIndex: string | null;
  guardianPhoneCipher: string | null;
}

export function idNumberIndexOf({ platform }: Context, folded: string): string {
  return platform.cipher.blindIndex(folded, 'idNumber');
}

export function phoneIndexOf({ platform }: Context, phone: string): string {
  return platform.cipher.blindIndex(phone, 'phone');
}

/**
 * Checks everything and encrypts the numbers; masked ones keep what is stored. @throws VOLUNTEER_INVALID with every problem by field,
 * never repeating a number
 */
export function withPersonal(context: Context, input: VolunteerInput, stored: PersonalColumns | undefined): PersonalColumns {
  const { cipher } = context.platform;
  const keepsId = stored !== undefined && isMasked(input.idNumber);
  const idNumber = keepsId ? undefined : foldIdNumber(input.idNumber);
  const phone = readPhone(input.phone);
  const guardianPhone = readPhone(input.guardianPhone);
  const hasGuardianPhone = guardianPhone.kind === 'new' || (guardianPhone.kind === 'kept' && stored?.guardianPhoneCipher !== null);
  const problems = checkVolunteer(input, idNumber, hasGuardianPhone, context.today);
  if (phone.kind === 'wrong') problems.push({ path: 'phone', message: '手机号不对，应是 11 位手机号码。' });
  if (guardianPhone.kind === 'wrong') problems.push({ path: 'guardianPhone', message: '监护人手机号不对，应是 11 位手机号码。' });
  if (phone.kind === 'none' && !hasGuardianPhone) problems.push({ path: 'phone', message: '请填写手机号；没有手机的未成年人可以只填监护人手机号。' });
  if (problems.length > 0) throw refuse(volunteerErrors.VOLUNTEER_INVALID, { problem: problems[0]?.message ?? '' }, problems);
  const keptPhone = phone.kind === 'kept' && stored ? stored : { phoneCipher: null, phoneIndex: null };
  return {
    idNumberCipher: idNumber === undefined ? (stored?.idNumberCipher ?? '') : cipher.encrypt(idNumber, VOLUNTEER_ID_NUMBER),
    idNumberIndex: idNumber === undefined ? (stored?.idNumberIndex ?? '') : idNumberIndexOf(context, idNumber),
    phoneCipher: phone.kind === 'new' ? cipher.encrypt(phone.clear, VOLUNTEER_PHONE) : keptPhone.phoneCipher,
    phoneIndex: phone.kind === 'new' ? phoneIndexOf(context, phone.clear) : keptPhone.phoneIndex,
    guardianPhoneCipher:
      input.guardianName === null
        ? null
        : guardianPhone.kind === 'new'
          ? cipher.encrypt(guardianPhone.clear, GUARDIAN_PHONE)
          : (stored?.guardianPhoneCipher ?? null),
  };
}

type ReadPhone = { kind: 'none' | 'kept' | 'wrong' } | { kind: 'new'; clear: string };

function readPhone(typed: string | null): ReadPhone {
  if (typed === null || typed === '') return { kind: 'none' };
  if (isMasked(typed)) return { kind: 'kept' };
  const clear = readMobilePhone(typed);
  return clear === undefined ? { kind: 'wrong' } : { kind: 'new', clear };
}

/** In clear, for whoever may see them. */
export function numbersOf(
  { platform: { cipher } }: Context,
  stored: PersonalColumns,
): { idNumber: string; phone: string | null; guardianPhone: string | null } {
  return {
    idNumber: cipher.decrypt(stored.idNumberCipher, VOLUNTEER_ID_NUMBER),
    phone: stored.phoneCipher === null ? null : cipher.decrypt(stored.phoneCipher, VOLUNTEER_PHONE),
    guardianPhone: stored.guardianPhoneCipher === null ? null : cipher.decrypt(stored.guardianPhoneCipher, GUARDIAN_PHONE),
  };
}

export function maskedNumbersOf(context: Context, stored: PersonalColumns): { idNumber: string; phone: string | null; guardianPhone: string | null } {
  const { idNumber, phone, guardianPhone } = numbersOf(context, stored);
  return {
    idNumber: maskIdNumber(idNumber),
    phone: phone === null ? null : maskPhone(phone),
    guardianPhone: guardianPhone === null ? null : maskPhone(guardianPhone),
  };
}

/** 张** : what the public page says of a holder. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return first + '*'.repeat(Math.max(1, rest.length));
}
