import type { EncryptedColumn } from '#platform/crypto/encrypted-columns.ts';
import { PERSON_PHONE } from './person-store.ts';
import { secondFactorPurpose } from './second-factor-store.ts';

/** What accounts keep for years, for a new key to reach; a sign-on under way lasts minutes and goes with its key. */
export const accountEncryptedColumns: readonly EncryptedColumn[] = [
  { table: 'persons', id: 'account_id', column: 'phone_cipher', purpose: PERSON_PHONE },
  { table: 'second_factors', id: 'account_id', column: 'secret_cipher', purpose: secondFactorPurpose },
];
