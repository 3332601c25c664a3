import type { EncryptedColumn } from '#platform/crypto/encrypted-columns.ts';
import { OBJECTION_NAME, OBJECTION_PHONE } from './objection-store.ts';
import { ID_NUMBER, PHONE } from './personal.ts';

/** What applicants and objectors gave, for a new key to reach. */
export const filingEncryptedColumns: readonly EncryptedColumn[] = [
  { table: 'filing_applications', id: 'id', column: 'leader_id_number_cipher', purpose: ID_NUMBER },
  { table: 'filing_applications', id: 'id', column: 'leader_phone_cipher', purpose: PHONE },
  { table: 'filing_objections', id: 'id', column: 'name_cipher', purpose: OBJECTION_NAME },
  { table: 'filing_objections', id: 'id', column: 'phone_cipher', purpose: OBJECTION_PHONE },
];
