import type { EncryptedColumn } from '#platform/crypto/encrypted-columns.ts';
import { GUARDIAN_PHONE, VOLUNTEER_ID_NUMBER, VOLUNTEER_PHONE } from './personal.ts';

/** What volunteers gave, for a new key to reach. */
export const volunteerEncryptedColumns: readonly EncryptedColumn[] = [
  { table: 'volunteers', id: 'id', column: 'id_number_cipher', purpose: VOLUNTEER_ID_NUMBER },
  { table: 'volunteers', id: 'id', column: 'phone_cipher', purpose: VOLUNTEER_PHONE },
  { table: 'volunteers', id: 'id', column: 'guardian_phone_cipher', purpose: GUARDIAN_PHONE },
];
