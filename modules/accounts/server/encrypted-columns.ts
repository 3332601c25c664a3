import type { EncryptedColumn } from '#platform/crypto/encrypted-columns.ts';
import { CORRECTION_NAME, CORRECTION_RIGHT, CORRECTION_WRONG } from './correction-store.ts';
import { PERSON_PHONE } from './person-store.ts';
import { secondFactorPurpose } from './second-factor-store.ts';

/** What accounts keep for years, for a new key to reach; a sign-on under way lasts minutes and goes with its key. */
export const accountEncryptedColumns: readonly EncryptedColumn[] = [
  { table: 'persons', id: 'account_id', column: 'phone_cipher', purpose: PERSON_PHONE },
  { table: 'correction_requests', id: 'id', column: 'name_cipher', purpose: CORRECTION_NAME },
  { table: 'correction_requests', id: 'id', column: 'wrong_cipher', purpose: CORRECTION_WRONG },
  { table: 'correction_requests', id: 'id', column: 'right_cipher', purpose: CORRECTION_RIGHT },
  { table: 'second_factors', id: 'account_id', column: 'secret_cipher', purpose: secondFactorPurpose },
];
