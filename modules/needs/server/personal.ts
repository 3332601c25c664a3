/** What is known of the person who states a need: encrypted, masked wherever it is shown. */
import type { Context } from '#platform/context.ts';
import type { EncryptedColumn } from '#platform/crypto/encrypted-columns.ts';
import { isMasked, maskNumbersIn, maskPhone } from '#platform/crypto/masking.ts';
import type { SeenRecord } from '#platform/registers/personal-data-views.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../contract/errors.ts';
import type { StoredNeed } from './need-store.ts';

const DETAILS = 'needs.details';
const NAME = 'needs.requester_name';
const PHONE = 'needs.requester_phone';
const ADDRESS = 'needs.address';

/** For a new key to reach. */
export const needEncryptedColumns: readonly EncryptedColumn[] = [
  { table: 'needs', id: 'id', column: 'details_cipher', purpose: DETAILS },
  { table: 'needs', id: 'id', column: 'requester_name_cipher', purpose: NAME },
  { table: 'needs', id: 'id', column: 'requester_phone_cipher', purpose: PHONE },
  { table: 'needs', id: 'id', column: 'address_cipher', purpose: ADDRESS },
  { table: 'need_programs', id: 'id', column: 'secret_cipher', purpose: 'need_programs.secret' },
  { table: 'need_programs', id: 'id', column: 'previous_secret_cipher', purpose: 'need_programs.secret' },
];

type Kept = Pick<StoredNeed, 'detailsCipher' | 'requesterNameCipher' | 'requesterPhoneCipher' | 'requesterPhoneIndex' | 'addressCipher'>;
interface Given {
  details?: string | undefined;
  name?: string | undefined;
  phone?: string | undefined;
  address?: string | undefined;
}

/** Text as people type it, without signs that no database takes. */
export function cleaned(text: string | undefined): string {
  return (text ?? '').toWellFormed().replaceAll('\0', '').trim();
}

/** @throws NEED_INVALID without repeating the number */
export function sealed({ platform: { cipher } }: Context, { details, name, phone, address }: Given): Kept {
  const seal = (text: string | undefined, purpose: string) => (cleaned(text) === '' ? null : cipher.encrypt(cleaned(text), purpose));
  const number = readPhone(phone);
  return {
    detailsCipher: seal(details, DETAILS),
    requesterNameCipher: seal(name, NAME),
    requesterPhoneCipher: number === undefined ? null : cipher.encrypt(number, PHONE),
    requesterPhoneIndex: number === undefined ? null : cipher.blindIndex(number, 'phone'),
    addressCipher: seal(address, ADDRESS),
  };
}

function readPhone(phone: string | undefined): string | undefined {
  if (cleaned(phone) === '') return undefined;
  const number = isMasked(phone ?? '') ? undefined : readMobilePhone(phone ?? '');
  if (number === undefined) throw invalid('phone', '手机号不正确，请填写 11 位手机号码。');
  return number;
}

export function invalid(path: string, problem: string) {
  return refuse(needErrors.NEED_INVALID, { problem }, [{ path, message: problem }]);
}

/** In clear; whoever shows it has the right to it and leaves a trace. */
export function inClear(
  { platform: { cipher } }: Context,
  kept: Kept,
): { details: string | null; name: string | null; phone: string | null; address: string | null } {
  const open = (text: string | null, purpose: string) => (text === null ? null : cipher.decrypt(text, purpose));
  return {
    details: open(kept.detailsCipher, DETAILS),
    name: open(kept.requesterNameCipher, NAME),
    phone: open(kept.requesterPhoneCipher, PHONE),
    address: open(kept.addressCipher, ADDRESS),
  };
}

export interface Contact {
  name: string | null;
  phone: string | null;
  address: string | null;
}

/** To reach somebody by; noted before it is shown. */
export function contactOf(context: Context, kept: Kept): Contact {
  const { name, phone, address } = inClear(context, kept);
  return { name, phone, address };
}

/** What the notes say when the contact is shown. */
export function seenOf({ id, district, div, requesterPhoneIndex }: StoredNeed): SeenRecord {
  return { register: 'need', id, district, div, persons: requesterPhoneIndex === null ? [] : [requesterPhoneIndex], fields: ['姓名', '电话', '地址'] };
}

/** 王某, 138****8000, address withheld but for its being there. */
export function masked(context: Context, kept: Kept): { details: string | null; name: string | null; phone: string | null; address: string | null } {
  const { details, name, phone, address } = inClear(context, kept);
  return {
    details: details === null ? null : maskNumbersIn(details),
    name: name === null ? null : `${[...name][0] ?? ''}某`,
    phone: phone === null ? null : maskPhone(phone),
    address: address === null ? null : '已登记，查看须写明理由',
  };
}
