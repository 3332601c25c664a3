import type { EncryptedColumn } from '#platform/crypto/encrypted-columns.ts';
import { SIGN_UP_NAME, SIGN_UP_PHONE } from './sign-up-store.ts';

/** What people gave who signed up, for a new key to reach. */
export const activityEncryptedColumns: readonly EncryptedColumn[] = [
  { table: 'activity_sign_ups', id: 'id', column: 'name_cipher', purpose: SIGN_UP_NAME },
  { table: 'activity_sign_ups', id: 'id', column: 'phone_cipher', purpose: SIGN_UP_PHONE },
];
