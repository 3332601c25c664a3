import { accountEncryptedColumns } from '#modules/accounts/server/public.ts';
import { activityEncryptedColumns } from '#modules/activities/server/public.ts';
import { exchangeEncryptedColumns } from '#modules/exchange/server/public.ts';
import { filingEncryptedColumns } from '#modules/filings/server/public.ts';
import { volunteerEncryptedColumns } from '#modules/volunteers/server/public.ts';
import { needEncryptedColumns } from '#modules/needs/server/public.ts';
import type { EncryptedColumn } from '#platform/crypto/encrypted-columns.ts';
import { fileEncryptedColumns } from '#platform/files/encrypted-columns.ts';
import { encryptedColumnsOf } from '#platform/registers/encrypted-columns.ts';
import { productRegisters } from './registers.ts';

/** All that a new key of personal data must reach. */
export const productEncryptedColumns: readonly EncryptedColumn[] = [
  ...encryptedColumnsOf(productRegisters),
  ...filingEncryptedColumns,
  ...activityEncryptedColumns,
  ...accountEncryptedColumns,
  ...fileEncryptedColumns,
  ...volunteerEncryptedColumns,
  ...needEncryptedColumns,
  ...exchangeEncryptedColumns,
];
