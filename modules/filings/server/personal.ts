import type { Context } from '#platform/context.ts';
import { isMasked, maskIdNumber, maskPhone } from '#platform/crypto/masking.ts';
import { checkIdNumber } from '#shared/codes/id-number.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { refuse } from '#shared/errors.ts';
import type { DraftInput } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import type { StoredApplication } from './application-store.ts';

export const ID_NUMBER = 'filing_applications.leader_id_number';
export const PHONE = 'filing_applications.leader_phone';

type Personal = Pick<StoredApplication, 'leaderIdNumberCipher' | 'leaderIdNumberIndex' | 'leaderPhoneCipher' | 'leaderPhoneIndex'>;

/**
 * The leader's number and phone, encrypted. Absent or masked input keeps what is stored, null clears it.
 * @throws FILING_PERSONAL_INVALID without repeating the number
 */
export function withPersonal({ platform: { cipher }, today }: Context, stored: Personal, input: DraftInput): Personal {
  const next = { ...stored };
  const { leaderIdNumber, leaderPhone } = input;
  if (leaderIdNumber === null) Object.assign(next, { leaderIdNumberCipher: null, leaderIdNumberIndex: null });
  else if (leaderIdNumber !== undefined && !isMasked(leaderIdNumber)) {
    const clear = leaderIdNumber.trim().toUpperCase();
    if (!checkIdNumber(clear, today).valid) throw refusePersonal('leaderIdNumber', '负责人身份证号不正确，请对照证件重新填写。');
    Object.assign(next, { leaderIdNumberCipher: cipher.encrypt(clear, ID_NUMBER), leaderIdNumberIndex: cipher.blindIndex(clear, 'idNumber') });
  }
  if (leaderPhone === null) Object.assign(next, { leaderPhoneCipher: null, leaderPhoneIndex: null });
  else if (leaderPhone !== undefined && !isMasked(leaderPhone)) {
    const clear = readMobilePhone(leaderPhone);
    if (clear === undefined) throw refusePersonal('leaderPhone', '负责人手机号不正确，应是 11 位手机号码。');
    Object.assign(next, { leaderPhoneCipher: cipher.encrypt(clear, PHONE), leaderPhoneIndex: cipher.blindIndex(clear, 'phone') });
  }
  return next;
}

function refusePersonal(path: string, problem: string) {
  return refuse(filingErrors.FILING_PERSONAL_INVALID, { problem }, [{ path, message: problem }]);
}

/** In clear, for writing into the organization's record, which encrypts under its own purpose. */
export function personalInClear({ platform: { cipher } }: Context, stored: Personal): { leaderIdNumber: string | null; leaderPhone: string | null } {
  return {
    leaderIdNumber: stored.leaderIdNumberCipher === null ? null : cipher.decrypt(stored.leaderIdNumberCipher, ID_NUMBER),
    leaderPhone: stored.leaderPhoneCipher === null ? null : cipher.decrypt(stored.leaderPhoneCipher, PHONE),
  };
}

export function personalMasked(context: Context, stored: Personal): { leaderIdNumber: string | null; leaderPhone: string | null } {
  const { leaderIdNumber, leaderPhone } = personalInClear(context, stored);
  return { leaderIdNumber: leaderIdNumber === null ? null : maskIdNumber(leaderIdNumber), leaderPhone: leaderPhone === null ? null : maskPhone(leaderPhone) };
}
