import type { EncryptedColumn } from '#platform/crypto/encrypted-columns.ts';
import { keyPurpose, secretPurpose } from './agreement-store.ts';
import { bodyPurpose } from './packet-store.ts';

export const exchangeEncryptedColumns: readonly EncryptedColumn[] = [
  { table: 'exchange_agreements', id: 'id', column: 'secret_cipher', purpose: secretPurpose },
  { table: 'exchange_agreements', id: 'id', column: 'key_cipher', purpose: keyPurpose },
  { table: 'exchange_packets', id: 'id', column: 'body_cipher', purpose: bodyPurpose },
];
